package dev.weir.jobs.engine.read.delimited;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.delimited.DelimitedDialect;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.Whitespace;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads delimited text as its contract says that it is written. */
public final class DelimitedFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("csv", "tsv");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        DelimitedDialect written = (DelimitedDialect) dialect;
        DelimitedDialect.Marks marks = written.marks();
        HeaderMode header = written.layout().header() == DelimitedDialect.Header.ABSENT
                ? HeaderMode.ABSENT
                : written.layout().matching() == DelimitedDialect.Matching.BY_POSITION
                        ? HeaderMode.BY_POSITION
                        : HeaderMode.BY_NAME;
        return new Delimited(
                new Syntax(
                        marks.delimiter(),
                        marks.quote().orElse(Syntax.NONE),
                        marks.escape().orElse(Syntax.NONE),
                        marks.comment().orElse(Syntax.NONE)),
                header,
                written.layout().skipRows(),
                written.nullValues(),
                written.trim() == DelimitedDialect.Trim.TRIM ? Whitespace.TRIMMED : Whitespace.KEPT,
                written.stored().encoding());
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return DelimitedLayout.of(configuration, file);
    }
}
