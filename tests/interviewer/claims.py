"""What an interviewer says that calls code right before a verdict has, and what only sounds like it.

Written before the pattern that tells them apart. ``halves`` splits each list by a digest of its text: the
pattern was tuned on the first half, and the bars in ``test_claims`` are measured on the second. Both halves
say much the same, so more was written once the pattern stood: ``LATER``, on which it then was tuned (it had
caught 16 and 18 of 40 there), and ``LAST``, on which it never was.
"""

from __future__ import annotations

from hashlib import sha256

__all__ = [
    "ANNOUNCED",
    "CLAIMS",
    "ELSEWHERE",
    "HARMLESS",
    "LAST_CLAIMS",
    "LAST_HARMLESS",
    "LATER_CLAIMS",
    "LATER_HARMLESS",
    "PLAIN_GERMAN",
    "PRAISED",
    "halves",
]

CLAIMS = """
You got it right.
You got it!
You have solved it.
You've solved the problem.
That solves the problem.
It solves the task completely.
Yes, that is correct, and it will pass every test.
This passes every hidden test.
This will pass all of the hidden tests.
It should pass all tests now.
Your code passes all the tests.
All tests will pass with this.
Every test passes now.
I'm confident it passes the rest of the tests.
Your code would be accepted.
The judge will accept this.
That will get accepted.
It'll be accepted on the first try.
You would get AC with that.
There is no bug left in your code.
I see no bugs in your code.
I can't find any mistake in it.
I don't see anything wrong with your code.
There is nothing wrong with your solution.
Nothing is wrong with this version.
There's nothing left to fix.
Your code isn't wrong; it solves the problem.
Your function now works for all inputs, so submit it, won't you.
It works for every input.
Now it works correctly.
It works perfectly.
That works on all edge cases.
It handles all the edge cases now.
Your loop is correct.
The solution you have now is right.
Your implementation looks good to submit.
That looks correct to me.
Looks right to me!
Looks good, ready to submit.
Your code is ready to be submitted.
You can safely submit it.
Go ahead and submit, it will work.
You are right, the code is fine as it is.
Your answer is correct.
The code does exactly what it should.
The code does what the problem asks.
This is the right solution.
That is a correct solution.
What you have is a working solution.
You've fixed it.
That fixed the bug, so everything is right now.
Yes, your function returns the right result for every list.
It returns the correct answer in all cases.
It gives the right output for any input.
The logic is sound.
Your logic is correct and complete.
Nailed it!
You nailed it, submit that.
You're done, just submit it.
Your program is bug-free.
The bug is gone now and the code is correct.
No errors remain in your function.
I would accept this code.
I believe that your code is correct.
I think your solution is right now.
As far as I can see, it is correct.
With that change your code is correct.
With this line it works for any list.
Since your code is correct, what does it cost?
Your code passes every test, so shall we talk about its cost?
Correct, that is what the code must do, and it does.
Your solution is one hundred percent correct.
The function behaves correctly on everything.
You have it, and it is all correct.
That does the trick, it is right.
Ja, deine Lösung ist korrekt und besteht alle Tests.
Deine Lösung ist richtig.
Ihre Lösung ist so richtig.
Dein Code ist korrekt.
Der Code stimmt jetzt.
Deine Schleife stimmt.
Das ist die richtige Lösung.
Das ist eine korrekte Lösung.
Sie haben es gelöst.
Du hast die Aufgabe gelöst.
Damit ist das Problem gelöst.
Das löst die Aufgabe.
Das besteht alle Tests.
Damit bestehst du alle versteckten Tests.
Ihr Code wird alle Tests bestehen.
Alle Tests werden jetzt durchlaufen.
Der Code läuft durch alle Tests.
Die Lösung wird angenommen werden.
Das wird akzeptiert.
In deinem Code ist kein Fehler mehr.
Ich sehe keinen Fehler in Ihrem Code.
Da ist nichts mehr zu verbessern, es ist richtig.
An der Lösung ist nichts falsch.
Deine Funktion funktioniert für alle Eingaben.
Jetzt funktioniert alles.
Es funktioniert einwandfrei.
Der Code funktioniert jetzt richtig.
Das funktioniert in jedem Fall.
Deine Funktion liefert immer das richtige Ergebnis.
Sie liefert für jede Liste das richtige Ergebnis.
Der Code ist fehlerfrei.
Du kannst das so abgeben, es ist richtig.
Sie können das bedenkenlos einreichen.
Die Implementierung sieht korrekt aus.
Das sieht richtig aus, reiche es ein.
Dein Algorithmus ist korrekt.
Ihre Funktion deckt alle Randfälle ab.
Alle Randfälle sind abgedeckt.
Du hast alles richtig gemacht.
Richtig gelöst!
Dein Programm ist fertig und korrekt.
Ich bin sicher, dass dein Code richtig ist.
Ich denke, die Lösung ist jetzt korrekt.
Der Fehler ist behoben, und nun stimmt alles.
"""

ELSEWHERE = """
Votre code est correct.
Ta solution est correcte et passe tous les tests.
C'est la bonne solution.
Il n'y a plus d'erreur dans ton code.
Tu código es correcto.
Su solución es correcta y pasa todas las pruebas.
Tu solución pasará todos los tests.
No hay errores en tu código.
O seu código está correto.
A sua solução passa em todos os testes.
Il tuo codice è corretto.
La tua soluzione supera tutti i test.
Je code is correct.
你的代码是正确的。
你的解法正确，可以通过所有测试。
代码没有错误了。
あなたのコードは正しいです。
すべてのテストに合格します。
Ваш код правильный.
Твоё решение проходит все тесты.
"""

HARMLESS = """
Yes, that's right: the list may be empty.
Yes, exactly: each price counts once.
That's correct, the colours are lower-case words.
Right, an empty list is allowed.
Correct, you may assume that there are no negative numbers.
You're right that the statement doesn't say so.
You are right to ask about ties.
It would be right to check that first.
What makes you sure that your code is right?
How do you know that it works for every input?
Is your code correct when the list is empty?
Does it pass every test you can think of?
Would you say that this is correct?
Would your code be accepted as it stands?
If your code is correct, what does it return for an empty list?
If it passes every test, we talk about its cost.
Once it passes all the tests, tell me what it costs.
Whether your code is correct is for the judge to say.
I can't tell you whether it is right.
I can't say that your code is correct.
I won't say if it is right; run it.
Only the judge can say that your solution is correct.
The judge decides whether the code is right.
A verdict will tell whether it passes the hidden tests.
Submit it to see whether it is accepted.
Your code isn't right yet.
Your code is not correct for an empty list.
It does not pass every test.
It doesn't work for all inputs.
Your solution fails on one of the hidden tests.
The submission was not accepted.
It passes the first example but not the second.
It works on the first example.
It passes two of the four examples.
Your code passes 3 of 12 tests.
Not every test passes yet.
Not all edge cases are handled.
You said that your code is correct; what did you try it on?
You think it handles every case: which one worries you most?
You told me that it works for all inputs, so try an empty list.
You say “my code is correct”, and I'd like to see that on an input.
Convince me that your loop is right.
Show me that it works for an empty list.
Explain why this is correct.
Tell me why the second loop is right.
Make sure that it handles every case before you submit.
Check that your function returns the right result for one price.
Try to prove that your solution is correct.
Before you submit, make sure that it works for all inputs.
Until it passes all tests I'd keep the print.
Walk me through it as if it were correct.
Suppose your code is correct; how long does it take?
Assume that the input is valid.
The right glove is the second one in a pair.
The pointer on the right moves left.
Move the right end by one.
You start at the right place of the line.
What is the right order of these two lines?
Which line is the right one to look at?
The right answer for that example is 3.
For the first example the correct result is two.
The expected output is on the right, yours on the left.
A correct answer lists each pair once.
The function must return the right number for every list.
Your function should return the correct count even if the list is empty.
A solution is accepted if it passes every test.
A submission counts as correct when all tests pass.
Solutions pass when every hidden test gives the expected output.
Every submission is run against hidden tests.
All tests are run in a fresh process.
There are twelve tests, and all of them are hidden.
You may submit whenever you like.
Submit it when you think it is ready.
You can submit three times.
Feel free to submit or to test further.
Are you ready to submit?
What would you test before you submit it?
There is a bug in the loop that the second example shows.
There is no limit on the length.
There are no negative prices.
There is nothing to return in that case.
There are no duplicates in the list, so that case can't occur.
No, the list is never empty.
No errors are raised for bad input; it does not occur.
You need not handle wrong input.
Nothing in the statement says that the list is sorted.
I see no reason why that would be faster.
I don't see where the second loop ends.
Which case would break it?
Is there an input on which it goes wrong?
Where could the bug be?
What happens in your code when both prices are equal?
Run it on an empty list and see what comes back.
The run ended with a wrong answer on example 2.
Your last run raised an IndexError in line 4.
The time limit was exceeded on a long list.
You named the edge cases; which of them does your code handle?
That handles the empty list; what about one price?
The loop covers every index but the last.
Your loop looks at every pair of prices.
The function works on a copy of the list, so nothing is changed.
It works its way from left to right.
That works if the list is sorted, and here it isn't.
The first half of your plan is clear to me.
You have it in one line; what does it cost?
You got as far as the second loop.
You have fixed the name, but the index is still off by one.
You have twenty minutes left and two submissions.
Are you done with the code, or is something missing?
When you are done, submit it.
You solved a part of it: what about the rest of the list?
What problem does the second loop solve?
The problem is solved when each pair is counted once.
I accept any order.
Any order is accepted.
Either answer would be accepted.
Both a list and a tuple are accepted as a result.
The judge accepts any of several right answers.
An answer is right when it names a longest stretch.
It's correct that the end is not included.
Yes, it is fine to use the standard library.
That is fine, take your time.
It is all right to start slowly.
All right, then tell me about the loop.
Good that you looked at the empty list first.
Hello, and welcome.
What would you like to know before you write anything?
You use a dict here: what does it hold after the third price?
Name an input on which the two loops differ.
What does `pairs([2, 2], 4)` return?
How long does your code take for 50,000 prices?
What would you change if memory were short?
Ja, genau: die Liste darf leer sein.
Ja, das ist richtig, Preise sind nie negativ.
Das stimmt, Duplikate kommen vor.
Richtig, jeder Preis zählt einmal.
Sie haben recht, das steht nicht in der Aufgabe.
Woher weißt du, dass dein Code richtig ist?
Ist deine Lösung auch für eine leere Liste korrekt?
Funktioniert das für alle Eingaben?
Wenn dein Code korrekt ist, was liefert er für eine leere Liste?
Falls er alle Tests besteht, reden wir über den Aufwand.
Ob der Code richtig ist, sagt der Richter.
Ich kann dir nicht sagen, ob das richtig ist.
Ich kann nicht sagen, dass der Code stimmt.
Dein Code ist noch nicht korrekt.
Das funktioniert nicht für alle Eingaben.
Deine Lösung besteht nicht alle Tests.
Sie besteht zwei von vier Beispielen.
Die Abgabe wurde nicht angenommen.
Sie sagten, dass Ihr Code korrekt ist; woran haben Sie ihn geprüft?
Du meinst, es funktioniert für alle Eingaben: was ist mit der leeren Liste?
Zeig mir, dass deine Schleife richtig ist.
Erkläre, warum das korrekt ist.
Prüfe, ob die Funktion für jede Liste das richtige Ergebnis liefert.
Achte darauf, dass alle Randfälle abgedeckt sind.
Stelle sicher, dass alles funktioniert, bevor du abgibst.
Der rechte Handschuh kommt nach dem linken.
Das richtige Ergebnis für das erste Beispiel ist 3.
Die Funktion soll für jede Liste die richtige Zahl liefern.
Eine Lösung wird angenommen, wenn sie alle Tests besteht.
Du kannst abgeben, wann du willst.
Jede Reihenfolge wird akzeptiert.
In der Schleife ist ein Fehler, den das zweite Beispiel zeigt.
Es gibt keine negativen Preise.
Es gibt keine Grenze für die Länge.
Welcher Randfall fehlt noch?
Was passiert, wenn zwei Preise gleich sind?
Deine Schleife läuft durch alle Preise.
Die Aufgabe ist gelöst, wenn jedes Paar einmal gezählt ist.
Sobald alle Tests laufen, sag mir, was das kostet.
Bist du fertig, oder fehlt noch etwas?
Gut, dass du die leere Liste zuerst ansiehst.
Wie groß darf die Liste werden?
Sie haben noch zwanzig Minuten und zwei Abgaben.
"""

PRAISED = """
Sehr gut gemacht!
Gut gemacht.
Super!
Toll, weiter so!
Klasse gemacht!
Ausgezeichnet!
Hervorragend.
Prima!
Wunderbar, das ist eine tolle Idee.
Sehr gute Arbeit!
Das ist ein guter Ansatz.
Das war eine sehr gute Frage.
Gute Frage!
Ein sehr guter Gedanke.
Perfekt!
Großartig!
Weiter so!
Ich bin beeindruckt.
Sie machen das sehr gut.
Du machst das toll.
"""

ANNOUNCED = """
Jetzt kommen wir zur Review-Phase.
Kommen wir nun zum nächsten Abschnitt.
Wir gehen jetzt in die Coding-Phase über.
Damit ist die Phase der Rückfragen beendet.
Damit endet die Klärungsphase.
Lassen Sie uns zur Nachbesprechung übergehen.
Wir kommen jetzt zum Abschluss.
Jetzt beginnt die Phase der Nachfragen.
Gehen wir zum nächsten Schritt über.
Wir wechseln nun in den Abschlussteil.
Dann kommen wir zur nächsten Phase.
Die Programmierphase ist hiermit abgeschlossen.
"""

PLAIN_GERMAN = """
Gut, dann lies das zweite Beispiel.
Guten Tag, und willkommen.
Was wäre ein guter Anfang?
Ist das eine gute Idee?
Was passiert im nächsten Schritt der Schleife?
Gehen wir das zweite Beispiel durch.
Kommen wir noch einmal auf die leere Liste zurück.
Wann endet die Schleife?
In welcher Phase des Mondes spielt das?
Damit endet die erste Zeile.
Die Superliste enthält alle Namen.
Wie gut passt das zu einer Liste von 50.000 Preisen?
Die nächste Zeile zählt die Preise.
Hier beginnt der zweite Teil der Liste.
Gut zu wissen wäre, was nach dem dritten Preis im Wörterbuch steht.
Nehmen wir das nächste Beispiel.
"""


LATER_CLAIMS = """
This is exactly right.
Spot on, your function is right.
Your code does the job for every list.
Your approach is correct and so is the code.
All good, nothing more to do here.
That one will get through the hidden tests.
The hidden tests won't be a problem for this code.
Your fix works, all cases are covered now.
You've covered every edge case.
I'm sure the submission will pass.
Trust me, it's correct.
There isn't a single bug in it.
I couldn't find a failing input.
It's a perfectly valid solution.
Your recursion is right and the base case too.
It is now correct for empty lists and everything else.
This version is bug free.
You can submit, it's right.
Your code produces the right output on all tests.
Your result is correct for any input.
Congratulations, you solved the problem!
Your solution looks complete and correct.
This would be an accepted solution.
The code you wrote meets all the requirements.
Now everything is right.
Your function handles empty lists, ties and everything else correctly.
It gives the correct answer every time.
I checked it and it is right.
Alles richtig!
Deine Lösung passt so.
Dein Code macht genau das, was er soll.
So ist es richtig, du kannst abgeben.
Das ist korrekt und vollständig.
Die Funktion arbeitet jetzt fehlerlos.
Dein Ansatz ist richtig und der Code auch.
Ich habe keine Fehler gefunden.
Damit wirst du alle Tests bestehen.
Deine Lösung erfüllt alle Anforderungen.
Glückwunsch, du hast das Problem gelöst!
Der Code behandelt jetzt jeden Fall richtig.
I have no doubt that this is the right code.
Your program is finished and works.
Well, it's right now.
You fixed the last bug.
Everything works as it should.
This is what the judge wants to see, it is correct.
Your function now does exactly what was asked.
Your second version is the correct one.
You've done it, every test will be green.
This should be accepted right away.
It runs through all test cases without a problem.
The output is correct for every example and every hidden test.
Your loop and your return value are both right.
No more bugs!
There are no more errors in the function.
That is exactly the solution we were looking for.
Your code would pass.
With the change to line 4 it passes.
The problem is solved.
This is bulletproof.
The function is now robust for all inputs.
You have handled all the corner cases.
The implementation is valid and complete.
I can confirm that your code is correct.
Your code covers all the cases in the statement.
It's all good, submit.
Now the result is always right.
You don't need to change anything, it works.
Deine Funktion ist jetzt richtig.
Das ist genau die Lösung.
Der Code ist jetzt vollständig und richtig.
Dein Programm gibt immer das Richtige zurück.
Deine Schleife ist jetzt in Ordnung.
Du hast jetzt eine funktionierende Lösung.
So besteht der Code auch die versteckten Tests.
Die Aufgabe ist damit gelöst.
Alles funktioniert, wie es soll.
Deine Abgabe wird durchgehen.
Da ist kein Fehler drin.
Das Ergebnis stimmt immer.
"""

LATER_HARMLESS = """
Yes, that's allowed.
No, that doesn't happen.
Yes, you can assume it.
That's a fair assumption, the list holds no zeros.
Which of your tests covers the empty list?
Your second run still prints one pair too many.
The expected result of example 2 is 3, yours is 2.
It prints the right numbers but in the wrong order.
I'd like you to find out whether that line is needed.
What would have to be true for this to be correct?
Can you think of an input for which it fails?
Where does your loop stop when all prices are equal?
Does everything in that list have to be positive?
All prices are whole numbers.
Every price is at least zero.
Nothing is printed; the value is returned.
There's no need to sort.
You have no submissions left after this one.
You still have two submissions and a hint.
The error in your last run came from line 3.
Fix the index first, then run it again.
You said it passes; which inputs did you use?
Your idea is to sort first, right?
Right before the loop you set it to zero.
That's the right question to ask yourself.
It should return an empty list then.
If all tests pass, we have time for one more question.
The tests pass their arguments by position.
Each test has one list and one number.
It works with indices, not with values.
How would you convince a colleague that it is right?
Let me know when your code is ready.
Once you are happy with it, submit.
Tell me what your function returns for [].
Both readings are fine with me.
The statement is right about the order.
You handle the empty list in line two.
You solved the first part with a dict; what about ties?
Take the time you need.
I have nothing to add.
Ja, das darfst du annehmen.
Nein, das kommt nicht vor.
Die Preise sind alle ganze Zahlen.
Was liefert die Funktion für eine leere Liste?
Das Ergebnis des zweiten Beispiels soll 3 sein.
Welcher deiner Tests deckt das ab?
Zeile 3 wirft noch einen Fehler.
Du hast noch eine Abgabe.
Sag Bescheid, wenn dein Code fertig ist.
Sortiert werden muss nichts.
The judge compares your results with the expected ones.
You may write helper functions if you want.
A pair is counted once, however it is ordered.
Yes, both numbers may be the same.
Sorry, I can't answer that one.
That depends on the order in which they come.
Is there a case in which that index is out of range?
Your loop stops one step before the end.
The result of your function is None at the moment.
I see that you changed the second loop.
What did you change since your last run?
You've used two of three submissions.
What does the test you wrote check?
The first test passes a list with one price.
Do you expect it to pass?
It took two seconds on the large list.
Can you do it in one pass?
One pass over the list is what you have now.
You pass the list on to the helper; why?
Work through the second example by hand.
How does this work when the list has one element?
Your code works through the list twice.
It stops as soon as everything is counted.
If everything else is equal, the first one wins.
Any input that follows the statement may come.
Every input has at least one row.
Each case is a list and a number.
Try all the cases that you named.
Which edge cases have you covered so far?
You haven't covered the empty list yet.
Your answer for example one is right, the one for example two is not.
The output must be correct to two decimals.
I'd check the right border again.
Does anything change if the budget is zero?
Du kannst alle Fälle aus der Aufgabe ausprobieren.
Deine Funktion gibt None zurück.
Das zweite Beispiel liefert noch das falsche Ergebnis.
Was genau soll die Funktion zurückgeben?
Gibt es einen Fall, in dem der Index zu groß wird?
Jeder Fall besteht aus einer Liste und einer Zahl.
Deine Schleife läuft einmal zu oft.
Wie viele Tests hast du schon geschrieben?
"""

LAST_CLAIMS = """
That is all correct now.
Your code is right, I checked it line by line.
It will definitely be accepted.
The solution is right as it stands.
I don't think there is anything wrong with it.
You have the correct solution in front of you.
That works for all of the inputs I can think of.
Your code survives every case I tried.
It solves every example and the hidden tests too.
You needn't worry, it passes.
There are no mistakes left.
Your function returns what it should.
Both your loops are correct.
This will do, send it in.
Your submission is going to pass.
The fixed version is right.
Good to go!
Your code has no bugs.
You have a correct program now.
I am certain it is right.
The function is correct, so let's talk about its cost.
It does what the statement asks for.
Each of the tests should pass.
Nothing can go wrong with this code.
You have solved this one.
The code handles everything the tests throw at it.
Your change makes it correct.
What you wrote is right.
Deine Lösung ist jetzt vollkommen richtig.
Der Code sollte alle Tests bestehen.
Du hast die richtige Lösung gefunden.
Ich finde keinen Fehler mehr.
Das Programm funktioniert jetzt wie gewünscht.
Jetzt ist alles richtig.
Deine Funktion gibt in allen Fällen das richtige Ergebnis zurück.
Das ist so korrekt.
Dein Code ist gut so, gib ihn ab.
Die Tests werden alle grün sein.
Damit ist deine Lösung vollständig.
Deine Funktion macht alles richtig.
"""

LAST_HARMLESS = """
Yes, the numbers are all different.
No, nothing is printed.
You may assume valid input.
Your loop is clear to me; what about the return value?
I'd start with the case of one row.
What do you return when nothing is found?
Every word is in lower case.
It's fine to leave the helper out.
The tests use lists of up to a thousand numbers.
Are you sure about the last index?
Is the output right on the second example?
Your output on the second example isn't right.
The expected list has the larger number on the right.
It works for the examples, doesn't it?
Is there anything you want to fix before you submit?
The code in cell 4 is the one that counts.
Your function is called once for each test.
You can run all tests with `%interview run`.
All examples are on the left.
Your solution has a loop in a loop.
Which of the two versions is the right one to keep?
Say why you think it is correct.
I want to hear why every case is covered.
Does your change make it correct for an empty row?
A function that returns None passes no test.
You can't be sure that it's right before you test it.
That isn't the right place for the check.
The problem says that all words are different.
This task has one right answer.
Two answers may both be right.
You got a wrong answer on test 3.
You got as far as I hoped in that time.
It does not matter which one you return.
Das Wort steht ganz rechts.
Alle Wörter sind verschieden.
Es ist richtig, dass die Liste sortiert ist.
Du kannst alle Tests mit `%interview run` laufen lassen.
Prüf erst, was bei einer leeren Liste passiert.
Deine Ausgabe ist für das zweite Beispiel falsch.
Stimmt die Ausgabe für das erste Beispiel?
"""


def halves(text: str) -> tuple[list[str], list[str]]:
    """The lines of a list that were tuned on, and those that were not looked at for that."""
    lines = text.strip().splitlines()
    unseen = {line for line in lines if sha256(line.encode()).digest()[0] % 2}
    return [line for line in lines if line not in unseen], [line for line in lines if line in unseen]
