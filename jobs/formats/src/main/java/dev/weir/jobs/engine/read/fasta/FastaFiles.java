package dev.weir.jobs.engine.read.fasta;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.fasta.FastaDialect;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads FASTA. */
public final class FastaFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("fasta");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new Fasta(stored(dialect).encoding(), ((FastaDialect) dialect).alphabet());
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return FastaLayout.of(configuration, file);
    }

    /** As delimited text it would be lines with one field. */
    @Override
    public boolean isNarrow() {
        return true;
    }
}
