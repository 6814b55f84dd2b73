package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.RecordRow;
import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;

/** A part of a file, with what is known of the file. */
public record FilePiece(SourceFile file, HeaderFacts header, FilePart part) implements Serializable {

    public RecordRow row(ReadSpec spec) {
        return new RecordRow(StrictRead.schema(spec), UTF8String.fromString(file.name()));
    }
}
