"""Scales in words: which answer is more than which, in many languages.

An answer is taken apart into an intensity ("somewhat", "überhaupt nicht"), a pole of a dimension ("satisfied",
"insatisfait") and nothing else; its place on the scale is sign × intensity. "Neither agree nor disagree" and its kin
lie at 0. Scales whose words do not compose ("poor" … "excellent", "never" … "always", school degrees) stand in ladders,
with a number for each word.

A set of answers is a scale when every one of them has a place on the same dimension, and at least two places differ.

languages.py  words that compose, language by language
ladders.py    scales whose words do not compose
placing.py    where answers lie
"""

from bot.survey.reading.words.scales.placing import PLAIN_INTENSITY, leading_number, places, without_number

__all__ = ["PLAIN_INTENSITY", "leading_number", "places", "without_number"]
