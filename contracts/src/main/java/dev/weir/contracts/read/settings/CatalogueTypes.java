package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All types of catalogues there are, and {@code catalogue} of a profile read by the one that it names. */
public final class CatalogueTypes {

    public static final Field<String> TYPE =
            Field.required("type", FieldKinds.SOMETHING, "sqlite: in the warehouse; postgresql and rest: on a server.");

    public static final Field<String> STORE =
            Field.optional("store", FieldKinds.SOMETHING, "Of postgresql: jdbc:postgresql://host/database.");

    public static final Field<String> USER =
            Field.optional("user", FieldKinds.SOMETHING, "The database's user; of rest: the OAuth2 client.");

    public static final Field<String> PASSWORD = Field.optional(
            "password",
            FieldKinds.SOMETHING,
            "The variable with the user's password, such as ${WEIR_CATALOGUE_PASSWORD}.");

    public static final Field<String> URI = Field.optional(
            "uri", FieldKinds.SOMETHING, "Of rest: the catalogue's address, such as https://host/catalog.");

    public static final Field<String> WAREHOUSE =
            Field.optional("warehouse", FieldKinds.SOMETHING, "Of rest: the server's name of the warehouse.");

    public static final Field<String> TOKEN = Field.optional(
            "token",
            FieldKinds.SOMETHING,
            "Of rest: the variable with a bearer token, such as ${WEIR_CATALOGUE_TOKEN}.");

    public static final Field<String> SCOPE =
            Field.optional("scope", FieldKinds.SOMETHING, "Of rest: the OAuth2 scope.");

    public static final Field<String> OAUTH2_SERVER_URI = Field.optional(
            "oauth2-server-uri", FieldKinds.SOMETHING, "Of rest: the address of the OAuth2 server's tokens.");

    /** What is known of a catalogue's keys, but for the one that it is shown in; a type may take others. */
    private static final Shape ALONE = Shape.of("a profile's catalogue", WorkspaceFile.PATH)
            .with(TYPE, STORE, USER, PASSWORD, URI, WAREHOUSE, TOKEN, SCOPE, OAUTH2_SERVER_URI)
            .open();

    /** Of any catalogue: another one, for those who look. */
    public static final Field<YamlMap> SHOWN = Field.optional(
            "shown",
            FieldKinds.object(ALONE),
            "Another catalogue, of the type rest, in which released tables are shown.");

    /** What is known of a catalogue's keys; a type may take others. */
    public static final Shape SHAPE = ALONE.with(SHOWN);

    private CatalogueTypes() {}

    /**
     * Those on the class path, by their names.
     *
     * @throws ProblemsException C005 when two have one name, C014 when one cannot be loaded
     */
    public static Map<String, CatalogueKeys> installed() {
        return InstalledPlugins.named(
                CatalogueKeys.class,
                "types of catalogues",
                InstalledPlugins.all(CatalogueKeys.class, "a type of catalogue"),
                CatalogueKeys::type);
    }

    /** The opener of catalogues reports an unknown type. */
    static CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        CatalogueSettings own = alone(withoutShown(catalogue), filled, problems);
        Optional<YamlMap> shown = SHOWN.in(catalogue);
        if (shown.isEmpty()) {
            return own;
        }
        CatalogueSettings other = alone(shown.get(), below(SHOWN.name() + ".", filled), problems);
        if (!other.type().equals(CatalogueSettings.REST)) {
            problems.add(
                    Code.INVALID_VALUE,
                    shown.get().placeOf(TYPE.name()),
                    "releases cannot be shown in a catalogue of the type '" + other.type() + "'",
                    "others look into one that speaks Iceberg's REST protocol",
                    "write 'type: rest' with its 'uri', or take 'shown' out");
            return own;
        }
        return own.shownIn(other);
    }

    private static YamlMap withoutShown(YamlMap catalogue) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(catalogue.entries());
        entries.remove(SHOWN.name());
        return new YamlMap(entries, catalogue.place());
    }

    private static Map<String, String> below(String prefix, Map<String, String> filled) {
        Map<String, String> below = new HashMap<>();
        filled.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    private static CatalogueSettings alone(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        String type = filled.getOrDefault(TYPE.name(), CatalogueSettings.SQLITE);
        CatalogueKeys keys = installed().get(type);
        return keys == null ? CatalogueSettings.of(type) : keys.read(catalogue, filled, problems);
    }
}
