package dev.weir.contracts.format.fhir;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;

/**
 * How a bulk export of FHIR lies in files.
 *
 * @param baseUrl the address of the server, below which references are to resources of the export, without a slash at its end;
 *     empty where all that have an address are to others
 */
public record FhirDialect(TextStorage stored, String baseUrl) implements TextDialect {}
