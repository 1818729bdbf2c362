"""Frequent first names, so that people who are only mentioned are masked as well; names that are also words are left out.

The list is short on purpose: speakers and whoever is introduced are found without it.
"""

from __future__ import annotations

_NAMES = """
    aaron abigail adam adrian ahmed aisha alan albert alejandro alex alexander alexandra alexandre alexis alfred
    ali alice alicia alina amanda amelia amina amy ana anastasia andrea andreas andrei andrew andy angela
    angelika anita anja anke anna anne annette annika anthony antje antoine antonio anton arthur astrid axel
    barbara bart bastian beate ben benjamin bernard bernd bettina birgit bjorn bjørn boris brandon brenda
    brian bridget bruno camille carina carla carlos carmen carol carolina caroline carsten catherine cecilia
    charlotte chiara chloe chris christian christiane christina christine christoph christopher claire clara
    claudia cindy clemens cornelia cristina daniel daniela danielle david deborah denise dennis diana diego
    dieter dirk dmitri dominik donald doris dorothea douglas edgar edith eduardo edward ekaterina elena
    eleanor elias elisa elisabeth elizabeth ella ellen elke emilia emily emma enrico eric erik esther eva
    evelyn fabian fatima federico felix fernando finn florian francesca francesco francois françois
    franziska frederik fritz gabriel gabriele gabriela george georg gerald gerhard giulia giovanni gisela
    greta gregor gustavo hanna hannah hannes hans harald hassan heather heidi heike heinz helen helena helga
    helmut henrik henry holger hugo ibrahim igor ines ingrid irene irina isabel isabella ivan jacob jacques
    jakob james jamal jan jana jane janet jasmin jasmine jason javier jean jeff jeffrey jennifer jens jeremy
    jessica jim joanna joao joão jochen johan johanna johannes john jonas jonathan jorge jose josé josef
    joseph joshua juan judith julia julian juliane julie julien jürgen jurgen justin kai karen karin karl
    katarina katharina katherine kathrin katja katrin kathleen keith kenji kerstin kevin kirsten klaus
    konrad kristen kristin kristina laura lauren lea lena leon leonard leonie linda lisa lorenzo louis
    louise luca lucas lucia lucy luis luisa lukas lydia magdalena maja manfred manuel manuela marc marcel
    marco marcus margaret margarita maria marie marina mario marion markus marta martha martin martina
    matthew matthias maximilian megan mehmet melanie melissa mia michael michaela michal michel michelle
    miguel mike mila mohamed mohammed monica monika moritz muhammad nadia nadine nancy natalia natalie
    nathan nicholas nick nicolas nicole nikolai nils nina noah nora norbert olaf oleg olga oliver olivia
    oscar otto pablo pamela paola patricia patrick paul paula paulina pedro peter petra philip philipp
    philippe pia pierre piotr priya rachel rafael rainer ralf raj ramon raphael raul rebecca regina renate
    ricardo richard rita robert roberto robin roger roland rolf roman ronald rosa ruth ryan sabine sabrina
    salma samantha samuel sandra sandy sanjay santiago sara sarah sascha scott sean sebastian sergei sergey
    sergio silke silvia simon simone sofia sonia sonja sophia sophie stefan stefanie stephan stephanie
    stephen steve steven susan susanne svenja svetlana sven sylvia tamara tanja tatjana teresa theresa
    thomas thorsten tim timothy tina tobias tommy torsten ulrich ulrike ursula uwe valentina valerie vanessa
    vera veronika victor victoria viktor vincent vladimir volker walter werner wilhelm william wolfgang yan
    yannick yasmin yusuf yuki yvonne zoe"""
FIRST_NAMES = frozenset(_NAMES.split())
