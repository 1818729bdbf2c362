"""The rules that the tests hold for all inputs, on other inputs than those the tests try."""
