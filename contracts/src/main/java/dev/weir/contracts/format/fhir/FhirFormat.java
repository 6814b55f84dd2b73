package dev.weir.contracts.format.fhir;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** FHIR R4 as bulk exports have it: a resource of one type on each line. It is UTF-8, as all JSON of FHIR is. */
public final class FhirFormat implements SourceFormat {

    private static final Field<String> BASE_URL = Field.optional("baseUrl", FieldKinds.TEXT);

    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+(?:/[^\\s?#]*[^\\s?#/])?");

    private static final Shape KEYS =
            SourceFormat.weirRead().with(TextStorage.RECORD_BYTES, TextStorage.COMPRESSION, BASE_URL);

    @Override
    public String name() {
        return "fhir";
    }

    @Override
    public String noun() {
        return "FHIR";
    }

    @Override
    public Shape keys() {
        return KEYS;
    }

    @Override
    public FhirDialect dialect(YamlMap read, Problems problems) {
        String url =
                BASE_URL.in(read).map(written -> written.replaceFirst("/$", "")).orElse("");
        if (!url.isEmpty() && !URL.matcher(url).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    BASE_URL.place(read),
                    "'baseUrl' is no address of a server of FHIR",
                    "references begin with it, such as https://fhir.example.org/r4/Patient/1",
                    "write it from http on, without the type of a resource");
        }
        return new FhirDialect(TextStorage.of(read, problems), url);
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return Optional.empty();
    }

    @Override
    public void check(Table table, Problems problems) {
        new FhirColumns(problems).check(table);
    }
}
