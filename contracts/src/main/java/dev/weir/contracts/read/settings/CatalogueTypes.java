package dev.weir.contracts.read.settings;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.Installed;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.Kinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Map;

/** All types of catalogues there are, and {@code catalogue} of a profile read by the one that it names. */
public final class CatalogueTypes {

    private static final Field<String> TYPE =
            Field.required("type", Kinds.SOMETHING, "sqlite: in the warehouse; postgresql: on a server.");

    /** Of a catalogue on a server: its address. */
    public static final Field<String> STORE =
            Field.optional("store", Kinds.SOMETHING, "Of postgresql: jdbc:postgresql://host/database.");

    /** Of a catalogue on a server: who asks it. */
    public static final Field<String> USER = Field.optional("user", Kinds.SOMETHING, "The database's user.");

    /** Of a catalogue on a server: the variable that has the user's password. */
    public static final Field<String> PASSWORD = Field.optional(
            "password", Kinds.SOMETHING, "The variable with the user's password, such as ${WEIR_CATALOGUE_PASSWORD}.");

    /** What is known of a catalogue's keys; a type may take others. */
    public static final Shape SHAPE = Shape.of("a profile's catalogue", WorkspaceFile.PATH)
            .with(TYPE, STORE, USER, PASSWORD)
            .open()
            .build();

    private CatalogueTypes() {}

    /**
     * Those on the class path, by their names.
     *
     * @throws ProblemsException C005 when two have one name, C014 when one cannot be loaded
     */
    public static Map<String, CatalogueKeys> installed() {
        return Installed.named(
                CatalogueKeys.class,
                "types of catalogues",
                Installed.all(CatalogueKeys.class, "a type of catalogue"),
                CatalogueKeys::type);
    }

    /** A type that nobody knows is told by who would open it. */
    static CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        String type = filled.getOrDefault(TYPE.name(), CatalogueSettings.SQLITE);
        CatalogueKeys keys = installed().get(type);
        return keys == null ? CatalogueSettings.of(type) : keys.read(catalogue, filled, problems);
    }
}
