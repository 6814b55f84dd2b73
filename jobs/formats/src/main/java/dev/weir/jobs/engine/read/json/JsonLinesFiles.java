package dev.weir.jobs.engine.read.json;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads JSON lines. */
public final class JsonLinesFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("ndjson");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new JsonLines(stored(dialect).encoding());
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return JsonLayout.of(configuration, file);
    }
}
