/** What every reader is given: the folder that is read, the languages of others, names, words and terms. */
@NullMarked
package dev.weir.contracts.read.base;

import org.jspecify.annotations.NullMarked;
