package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.Kinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code catalogue} of a profile: where tables are found. A password is a variable, never written. */
final class CatalogueReader {

    private static final Field<String> TYPE =
            Field.required("type", Kinds.TEXT, "sqlite: in the warehouse; postgresql: on a server.");
    private static final Field<String> STORE =
            Field.optional("store", Kinds.TEXT, "Of postgresql: jdbc:postgresql://host/database.");
    private static final Field<String> USER = Field.optional("user", Kinds.TEXT, "The database's user.");
    private static final Field<String> PASSWORD = Field.optional(
            "password", Kinds.TEXT, "The variable with the user's password, such as ${WEIR_CATALOGUE_PASSWORD}.");
    private static final List<Field<String>> ON_A_SERVER = List.of(STORE, USER, PASSWORD);

    static final Shape SHAPE = Shape.of("a profile's catalogue", WorkspaceFile.PATH)
            .with(TYPE, STORE, USER, PASSWORD)
            .open()
            .build();

    private static final Pattern SERVER = Pattern.compile("jdbc:postgresql:\\S+");

    private CatalogueReader() {}

    /** @param filled the values, with the environment's in them */
    static CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        String type = filled.getOrDefault(TYPE.name(), CatalogueSettings.SQLITE);
        if (!type.equals(CatalogueSettings.POSTGRESQL)) {
            if (type.equals(CatalogueSettings.SQLITE)) {
                ON_A_SERVER.stream()
                        .filter(key -> key.isIn(catalogue))
                        .forEach(key -> problems.add(
                                Code.INVALID_VALUE,
                                key.place(catalogue),
                                "'" + key + "' is nothing to the catalogue of the type '" + type + "'",
                                "its file lies in the warehouse, and has no users",
                                "write 'type: postgresql' for one on a server, or take '" + key + "' out"));
            }
            return CatalogueSettings.of(type);
        }
        catalogue.entries().forEach((key, entry) -> {
            if (!SHAPE.keys().contains(key)) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "'" + key + "' is no field of a catalogue of the type '" + type + "'",
                        "it has type, store, user and password",
                        "take it out; what the driver has to know stands in the address");
            }
        });
        if (!STORE.isIn(catalogue)) {
            problems.add(
                    Code.MISSING_FIELD,
                    catalogue.place(),
                    "the catalogue has no 'store'",
                    "one of the type '" + type + "' lies in a database",
                    "add store: jdbc:postgresql://host/database");
            return CatalogueSettings.EMBEDDED;
        }
        String address = filled.getOrDefault(STORE.name(), "").strip();
        if (!SERVER.matcher(address).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    STORE.place(catalogue),
                    "the catalogue cannot be kept in '" + DatabaseAccess.shown(STORE.or(catalogue, "")) + "'",
                    "one of the type '" + type + "' lies in PostgreSQL",
                    "write jdbc:postgresql://host/database, or 'type: sqlite': then it lies in the warehouse");
            return CatalogueSettings.EMBEDDED;
        }
        boolean open = DatabaseAccess.isOpen(catalogue, STORE, address, "the catalogue", problems);
        boolean kept =
                DatabaseAccess.isVariable(catalogue, PASSWORD, "the catalogue", "${WEIR_CATALOGUE_PASSWORD}", problems);
        return open
                ? CatalogueSettings.EMBEDDED
                : new CatalogueSettings(
                        type,
                        address,
                        Optional.ofNullable(filled.get(USER.name())),
                        kept ? Optional.ofNullable(filled.get(PASSWORD.name())) : Optional.empty());
    }
}
