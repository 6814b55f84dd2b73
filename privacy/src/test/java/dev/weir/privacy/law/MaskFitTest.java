package dev.weir.privacy.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.privacy.mask.Mask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskFitTest {

    private static final Place PLACE = new Place("contracts/a.odcs.yaml", 7, 9);

    private static final LawPack LAW = LawPack.load("cn-2026-01");

    private static final Map<String, DataType> TYPES = Map.of(
            "string", new DataType.Text(),
            "integer", new DataType.Int64(),
            "decimal", new DataType.Decimal(10, 2),
            "number", new DataType.Real(),
            "boolean", new DataType.Bool(),
            "date", new DataType.Date(Optional.empty()),
            "timestamp", new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty()),
            "array", new DataType.Array(new DataType.Text()));

    @ParameterizedTest
    @CsvSource({
        "keep, '', array, HEALTH, PUBLIC",
        "drop, '', array, HEALTH, EXPORT",
        "nullify, '', string, SPDIS, ENCLAVE",
        "redact, '', array, TEXT, PUBLIC",
        "redact, extent=spans, string, TEXT, PUBLIC",
        "partial, '', string, NAME, CONTROLLED",
        "pseudonymise, '', decimal, MRN, EXPORT",
        "pseudonymise, '', timestamp, MRN, EXPORT",
        "encrypt, '', date, DATE, EXPORT",
        "encrypt, format=kept, string, RID, EXPORT",
        "encrypt, format=kept;keep=5, string, PHONE, EXPORT",
        "generalise, to=year, timestamp, DATE, PUBLIC",
        "generalise, to=month, string, DATE, PUBLIC",
        "generalise, to=band, number, AGE, PUBLIC",
        "generalise, to=band, string, AGE, PUBLIC",
        "generalise, to=city, string, ADDR, PUBLIC",
        "generalise, to=parent, string, HEALTH, PUBLIC",
        "generalise, to=bin;width=5, number, HEALTH, PUBLIC",
        "shift, '', date, DATE, EXPORT",
        "shift, '', string, DATE, ENCLAVE",
        "truncate, length=3, string, ADDR, PUBLIC",
        "surrogate, '', string, NAME, PUBLIC"
    })
    void letsThroughWhatFits(String method, String parameters, String type, String category, Destination stage) {
        assertThat(check(method, parameters, "value", type, category, stage, Optional.of("person")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "redact, extent=spans, array, TEXT, ENCLAVE, redact",
        "partial, '', string, NAME, PUBLIC, to the public",
        "partial, '', string, NAME, EXPORT, to a recipient",
        "partial, '', integer, NAME, ENCLAVE, characters of text",
        "truncate, length=3, integer, ADDR, ENCLAVE, characters of text",
        "pseudonymise, '', number, MRN, ENCLAVE, could not be joined",
        "pseudonymise, '', array, MRN, ENCLAVE, could not be joined",
        "encrypt, '', number, MRN, ENCLAVE, could not be joined",
        "encrypt, keep=2, string, MRN, ENCLAVE, format: kept",
        "encrypt, format=kept, string, AGE, ENCLAVE, at least a million",
        "encrypt, format=kept, string, ADDR, ENCLAVE, at least a million",
        "encrypt, format=kept, integer, PHONE, ENCLAVE, characters of text",
        "encrypt, format=kept;keep=6, string, PHONE, ENCLAVE, keep 5 at most",
        "generalise, to=year, integer, DATE, ENCLAVE, 'dates, timestamps and text'",
        "generalise, to=band, date, AGE, ENCLAVE, numbers and text",
        "generalise, to=city, integer, ADDR, ENCLAVE, text",
        "generalise, to=parent, integer, HEALTH, ENCLAVE, text",
        "generalise, to=bin;width=5, string, HEALTH, ENCLAVE, numbers",
        "shift, '', string, HEALTH, ENCLAVE, only dates and timestamps",
        "shift, '', integer, DATE, ENCLAVE, only dates and timestamps",
        "surrogate, '', string, BANK, ENCLAVE, 'NAME, RID, PHONE, EMAIL, ADDR, and of categories'",
        "surrogate, '', integer, PHONE, ENCLAVE, characters of text"
    })
    void refusesWhatDoesNotFit(
            String method, String parameters, String type, String category, Destination stage, String says) {
        assertThat(check(method, parameters, "value", type, category, stage, Optional.of("person")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Code.INVALID_MASK);
                    assertThat(problem.place()).isEqualTo(PLACE);
                    assertThat(problem.what() + problem.why() + problem.remedy())
                            .contains("'value'")
                            .contains(says);
                });
    }

    @Test
    void refusesToShiftWithoutASubjectAndTheSubjectItself() {
        assertThat(check("shift", "", "value", "date", "DATE", Destination.ENCLAVE, Optional.empty()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("weirSubject"));
        assertThat(check("shift", "", "value", "date", "DATE", Destination.ENCLAVE, Optional.of("value")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("its table's weirSubject"));
    }

    @Test
    void refusesToNullifyWhatTheReleasedSchemaPromises() {
        assertThat(check("nullify", "", "person", "string", "MRN", Destination.ENCLAVE, Optional.empty()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("key"));
        assertThat(check("nullify", "", "required", "string", "MRN", Destination.ENCLAVE, Optional.empty()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("drop"));
    }

    private static List<Problem> check(
            String method,
            String parameters,
            String name,
            String type,
            String category,
            Destination stage,
            Optional<String> subject) {
        Column column = column(name, Objects.requireNonNull(TYPES.get(type)), category);
        Table table = new Table(
                "visits",
                "",
                List.of(column),
                new Table.Keys(List.of("person"), List.of(), subject),
                new Table.Files(Optional.empty()),
                PLACE);
        Problems problems = new Problems();
        boolean fits = MaskFit.check(
                Mask.parse(new MaskChoice(method, parsed(parameters)), PLACE),
                column,
                table,
                LAW.category(category).orElseThrow(),
                stage,
                problems);
        assertThat(fits).isEqualTo(problems.isEmpty());
        return problems.list();
    }

    private static Map<String, String> parsed(String parameters) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(";", -1)) {
            parsed.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }
        return parsed;
    }

    private static Column column(String name, DataType type, String category) {
        return new Column(
                name,
                type,
                name.equals("required") ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of(category), Optional.empty(), Optional.empty()),
                new Column.Origin(name, List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
    }
}
