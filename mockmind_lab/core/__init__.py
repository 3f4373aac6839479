"""The rules of an interview: pure functions over frozen data. No I/O, clock, random or asyncio."""
