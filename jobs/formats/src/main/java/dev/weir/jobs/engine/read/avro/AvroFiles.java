package dev.weir.jobs.engine.read.avro;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.RecordFormat;
import dev.weir.jobs.engine.read.RecordFormatReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.typed.TypedLayout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads files of Avro. */
public final class AvroFiles extends RecordFormatReader {

    @Override
    public Set<String> formats() {
        return Set.of("avro");
    }

    @Override
    protected RecordFormat format(Source.Dialect dialect) {
        return new AvroRecords();
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return AvroHeader.begins(SourceStreams.head(configuration, file, AvroHeader.MAGIC_BYTES))
                ? TypedLayout.of(
                        "avro",
                        "Avro",
                        AvroRecords.header(configuration, file).fields().typed())
                : Optional.empty();
    }
}
