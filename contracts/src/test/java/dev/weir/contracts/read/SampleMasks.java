package dev.weir.contracts.read;

import dev.weir.contracts.read.contract.MaskForms;
import java.util.List;
import java.util.stream.Stream;

/** Masks such as the module privacy has, for tests in a room that does not know it. */
public final class SampleMasks implements MaskForms {

    @Override
    public List<Form> forms() {
        Stream<Form> plain = Stream.of("keep", "drop", "nullify").map(method -> new Form(method, List.of()));
        Stream<Form> redact = Stream.of(form("redact", "extent", List.of("whole", "spans"), false));
        Stream<Form> others = Stream.of(
                form("partial", "first", List.of(), false),
                form("pseudonymise", "algorithm", List.of(), false),
                form("encrypt", "format", List.of("kept", "any"), false),
                form(
                        "generalise",
                        "to",
                        List.of("month", "quarter", "year", "band", "district", "city", "province", "parent", "bin"),
                        true),
                form("shift", "least", List.of(), false),
                form("truncate", "length", List.of(), true),
                new Form("surrogate", List.of()));
        return Stream.of(plain, redact, others).flatMap(forms -> forms).toList();
    }

    private static Form form(String method, String parameter, List<String> words, boolean isRequired) {
        return new Form(method, List.of(new FormParameter(parameter, words, isRequired)));
    }
}
