package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.layout.Layout;

/** What has a layout, and is described well enough to be read. */
public sealed interface DescribedLayout permits DescribedFiles, DescribedDatabaseTable {

    /** Its columns. */
    Layout layout();

    /** What people call it. */
    String name();
}
