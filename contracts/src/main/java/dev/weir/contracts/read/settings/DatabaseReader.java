package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.DatabaseAddress;
import dev.weir.contracts.settings.DatabaseSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code sources.databases} of a profile. A password is a variable or a file, never written. */
final class DatabaseReader {

    private static final Field<String> URL = Field.required(
            "url",
            FieldKinds.SOMETHING,
            "The address for JDBC, such as jdbc:postgresql://host/database; no user and no password stands in it.");
    private static final Field<String> USER =
            Field.optional("user", FieldKinds.SOMETHING, "Who asks; better one who may only read.");
    private static final Field<String> PASSWORD =
            Field.optional("password", FieldKinds.SOMETHING, "A variable, such as ${HIS_PASSWORD}.");
    private static final Field<String> PASSWORD_FILE = Field.optional(
            "passwordFile", FieldKinds.SOMETHING, "A file that holds the password, such as /run/secrets/his.");
    private static final Field<YamlMap> PROPERTIES = Field.optional(
            "properties",
            FieldKinds.entriesOf(FieldKinds.SINGLE),
            "What else the driver has to know, in its own words.");

    static final Shape SHAPE =
            Shape.of("a source's database", WorkspaceFile.PATH, URL, USER, PASSWORD, PASSWORD_FILE, PROPERTIES);

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|pwd|secret|token).*");

    private DatabaseReader() {}

    static Map<String, DatabaseSettings> read(YamlMap databases, Environment environment, Problems problems) {
        Map<String, DatabaseSettings> read = new TreeMap<>();
        databases
                .entries()
                .keySet()
                .forEach(name -> databases
                        .map(name)
                        .flatMap(database -> read(name, database, environment, problems))
                        .ifPresent(settings -> read.put(name, settings)));
        return read;
    }

    private static Optional<DatabaseSettings> read(
            String name, YamlMap database, Environment environment, Problems problems) {
        String of = "the database '" + name + "'";
        String url = environment.fill(database, URL, "").strip();
        boolean sound = isAddress(database, url, of, problems);
        if (PASSWORD.isIn(database) && PASSWORD_FILE.isIn(database)) {
            problems.add(
                    Code.INVALID_VALUE,
                    PASSWORD_FILE.place(database),
                    of + " has 'password' and 'passwordFile'",
                    "it has one password",
                    "keep one of the two");
        }
        boolean kept = DatabaseAccess.isVariable(database, PASSWORD, of, "${DATABASE_PASSWORD}", problems);
        Map<String, String> properties = properties(database, of, environment, problems);
        if (!sound) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseSettings(
                url,
                filled(database, USER, environment),
                kept ? filled(database, PASSWORD, environment) : Optional.empty(),
                filled(database, PASSWORD_FILE, environment),
                properties));
    }

    private static boolean isAddress(YamlMap database, String url, String of, Problems problems) {
        if (!URL.isIn(database) || DatabaseAccess.isOpen(database, URL, url, of, problems)) {
            return false; // which has been reported
        }
        boolean address = new DatabaseAddress(url).isAddress();
        if (!address) {
            problems.add(
                    Code.INVALID_VALUE,
                    URL.place(database),
                    "the 'url' of " + of + " is no address for JDBC",
                    "it begins with jdbc: and the name of a driver",
                    "write such as jdbc:postgresql://host/database");
        }
        return address;
    }

    private static Map<String, String> properties(
            YamlMap database, String of, Environment environment, Problems problems) {
        Map<String, String> properties = new TreeMap<>();
        PROPERTIES
                .in(database)
                .ifPresent(map -> map.entries().forEach((key, entry) -> {
                    if (!(entry.value() instanceof YamlScalar value)) {
                        return; // which has been reported
                    }
                    if (SECRET.matcher(key).matches() && !DatabaseAccess.isVariable(value)) {
                        problems.add(
                                Code.INVALID_VALUE,
                                value.place(),
                                "the property '" + key + "' of " + of + " is no variable",
                                "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                                "name a variable, such as ${DATABASE_" + key.toUpperCase(Locale.ROOT)
                                        + "}; a secret that stood here is spent: change it");
                    } else {
                        properties.put(key, environment.fill(value));
                    }
                }));
        return properties;
    }

    private static Optional<String> filled(YamlMap database, Field<String> key, Environment environment) {
        return key.isIn(database)
                ? Optional.of(environment.fill(database, key, "")).filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}
