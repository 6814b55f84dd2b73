/** What a run leaves for others to read: its record, its verdicts, and the manifest of a release. */
@NullMarked
package dev.weir.contracts.release;

import org.jspecify.annotations.NullMarked;
