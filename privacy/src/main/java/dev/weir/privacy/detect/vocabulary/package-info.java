/** What values may be that identify nobody: units, results, codes of published systems, structures, words of the language. */
@NullMarked
package dev.weir.privacy.detect.vocabulary;

import org.jspecify.annotations.NullMarked;
