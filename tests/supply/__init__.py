"""What Dramatis is made of besides itself: `locks.py` reads the lock files, `licences.py` tells each package's licence,
`__main__.py` prints them (`make licences`). The tests beside them hold hashes, licences and that nothing lies unused."""
