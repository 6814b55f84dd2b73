/** What values may be that tell of no person: units, results, codes of published systems, structures, words of the language. */
@NullMarked
package dev.weir.privacy.detect.vocabulary;

import org.jspecify.annotations.NullMarked;
