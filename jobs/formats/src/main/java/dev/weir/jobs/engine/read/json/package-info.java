/** JSON lines read: columns at paths, objects and arrays. */
@NullMarked
package dev.weir.jobs.engine.read.json;

import org.jspecify.annotations.NullMarked;
