package dev.weir.jobs.engine.read.json;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;
import dev.weir.contracts.format.json.JsonDialect;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import java.util.Set;

/** Reads JSON lines. */
public final class JsonLinesFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("ndjson");
    }

    @Override
    protected StoredText stored(Source.Dialect dialect) {
        return ((JsonDialect) dialect).stored();
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new JsonLines(stored(dialect).encoding());
    }
}
