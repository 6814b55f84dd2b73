package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.ByteFeed;
import java.io.IOException;

/** Opens a file as text, from its beginning; the caller closes it. */
public interface TextOpening {
    ByteFeed open() throws IOException;
}
