/** Files of Avro, read as strictly as text. */
@NullMarked
package dev.weir.jobs.engine.read.avro;

import org.jspecify.annotations.NullMarked;
