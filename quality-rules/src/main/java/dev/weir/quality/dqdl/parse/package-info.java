/** DQDL's grammar, by the lexer and parser that Deequ uses, and nothing of Deequ or Spark: it serves commands that start none. */
@NullMarked
package dev.weir.quality.dqdl.parse;

import org.jspecify.annotations.NullMarked;
