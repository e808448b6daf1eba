#!/bin/sh
exec /opt/Tokenkeep/tokenkeep "$@"
