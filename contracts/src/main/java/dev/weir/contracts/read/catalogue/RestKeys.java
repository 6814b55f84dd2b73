package dev.weir.contracts.read.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.settings.CatalogueKeys;
import dev.weir.contracts.read.settings.CatalogueTypes;
import dev.weir.contracts.read.settings.DatabaseAccess;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A catalogue that speaks <a href="https://iceberg.apache.org/rest-catalog-spec/">Iceberg's REST protocol</a>. Who asks it shows a
 * token, or gets one from an OAuth2 server as a client with a secret; either secret is a variable, never written.
 */
public final class RestKeys implements CatalogueKeys {

    private static final Field<String> URI = CatalogueTypes.URI;
    private static final Field<String> USER = CatalogueTypes.USER;
    private static final Field<String> PASSWORD = CatalogueTypes.PASSWORD;
    private static final Field<String> TOKEN = CatalogueTypes.TOKEN;
    private static final List<Field<String>> MORE =
            List.of(CatalogueTypes.WAREHOUSE, CatalogueTypes.SCOPE, CatalogueTypes.OAUTH2_SERVER_URI);

    private static final Pattern SERVER = Pattern.compile("https?://[^\\s?#]+");

    @Override
    public String type() {
        return CatalogueSettings.REST;
    }

    @Override
    public CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        int before = problems.list().size();
        catalogue.entries().forEach((key, entry) -> {
            if (!CatalogueTypes.SHAPE.keys().contains(key) || key.equals(CatalogueTypes.STORE.name())) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "'" + key + "' is no field of a catalogue of the type '" + type() + "'",
                        "it has type, uri, warehouse, token, user, password, scope and oauth2-server-uri",
                        "take it out");
            }
        });
        String address = filled.getOrDefault(URI.name(), "").strip();
        if (!URI.isIn(catalogue)) {
            problems.add(
                    Code.MISSING_FIELD,
                    catalogue.place(),
                    "the catalogue has no 'uri'",
                    "one of the type '" + type() + "' is asked over HTTP",
                    "add uri: https://host/catalog");
        } else if (!DatabaseAccess.isOpen(catalogue, URI, address, "the catalogue", problems)
                && problems.list().stream().noneMatch(problem -> problem.place().equals(URI.place(catalogue)))
                && !SERVER.matcher(address).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    URI.place(catalogue),
                    "the catalogue cannot be asked at '" + DatabaseAccess.shown(URI.or(catalogue, "")) + "'",
                    "Iceberg's REST protocol goes over HTTP, and nothing stands behind the path",
                    "write the address as the server's pages have it, such as https://host/catalog");
        }
        for (Field<String> secret : List.of(PASSWORD, TOKEN)) {
            DatabaseAccess.isVariable(
                    catalogue,
                    secret,
                    "the catalogue",
                    secret.equals(TOKEN) ? "${WEIR_CATALOGUE_TOKEN}" : "${WEIR_CATALOGUE_PASSWORD}",
                    problems);
        }
        if (USER.isIn(catalogue) != PASSWORD.isIn(catalogue) || (TOKEN.isIn(catalogue) && USER.isIn(catalogue))) {
            problems.add(
                    Code.INVALID_VALUE,
                    catalogue.place(),
                    "it is not clear how the catalogue knows who asks",
                    "an OAuth2 client has 'user' and 'password', its secret; a profile with a token has 'token' alone",
                    "write 'token', or 'user' and 'password', or none of them where the server asks for nothing");
        }
        if (problems.list().size() > before) {
            return CatalogueSettings.EMBEDDED;
        }
        Map<String, String> more = new HashMap<>();
        MORE.forEach(field ->
                Optional.ofNullable(filled.get(field.name())).ifPresent(value -> more.put(field.name(), value)));
        return new CatalogueSettings(
                type(),
                address.endsWith("/") ? address.substring(0, address.length() - 1) : address,
                Optional.ofNullable(filled.get(USER.name())),
                Optional.ofNullable(filled.get(PASSWORD.name()))
                        .or(() -> Optional.ofNullable(filled.get(TOKEN.name()))),
                more);
    }
}
