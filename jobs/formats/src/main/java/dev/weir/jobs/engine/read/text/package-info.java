/** The structure of text files: where records, fields and headers begin and end, eight bytes at a time. */
@NullMarked
package dev.weir.jobs.engine.read.text;

import org.jspecify.annotations.NullMarked;
