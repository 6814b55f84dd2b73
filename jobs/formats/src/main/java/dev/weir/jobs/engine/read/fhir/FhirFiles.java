package dev.weir.jobs.engine.read.fhir;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.fhir.FhirDialect;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads bulk exports of FHIR R4. */
public final class FhirFiles extends TextReader {

    @Override
    public Set<String> formats() {
        return Set.of("fhir");
    }

    @Override
    protected TextFormat format(Source.Dialect dialect) {
        return new Fhir(((FhirDialect) dialect).baseUrl());
    }

    /** A resource is a JSON object, too. */
    @Override
    public boolean isNarrow() {
        return true;
    }

    @Override
    public Optional<Layout> layout(Configuration configuration, SourceFile file) {
        return FhirLayout.of(configuration, file);
    }
}
