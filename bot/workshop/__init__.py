"""The guided conversation: script, conversation, splitting, vote, merging, reveal."""
