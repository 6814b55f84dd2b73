package dev.weir.jobs.engine.read;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.RecordLimits;
import java.util.List;

/** Reads formats that are text. */
public abstract class TextReader extends RecordFormatReader {

    /** How the text lies in files, as a {@link TextDialect} has it; other dialects say it here. */
    protected TextStorage stored(Source.Dialect dialect) {
        return ((TextDialect) dialect).stored();
    }

    @Override
    protected abstract TextFormat format(Source.Dialect dialect);

    @Override
    protected final RecordLimits limits(Source.Dialect dialect) {
        return new RecordLimits(stored(dialect).maxRecordBytes());
    }

    /** The files, packed as the contract declares; by default as their names show. */
    @Override
    protected final List<SourceFile> stored(List<SourceFile> files, Source.Dialect dialect) {
        return stored(dialect)
                .compression()
                .map(said -> said.equals("gzip") ? Compression.GZIP : Compression.NONE)
                .map(said -> files.stream().map(file -> file.packed(said)).toList())
                .orElse(files);
    }
}
