package dev.weir.jobs.engine.read.fhir;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.TextFormat;

/**
 * A resource of FHIR R4 on each line, in UTF-8.
 *
 * @param baseUrl as the dialect has it
 */
public record Fhir(String baseUrl) implements TextFormat {

    @Override
    public String charset() {
        return "UTF-8";
    }

    @Override
    public RecordReader open(ReadPart part) {
        return new FhirReader(part, baseUrl);
    }
}
