"""Evidence beside surveys: `interviews/` reads transcripts, `feedback/` counts themes in reviews and tickets."""
