package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.Telemetry;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code metrics} of a profile: who is given the numbers of a workspace after each run. */
final class MetricsReader {

    private static final Field<String> FILE = Field.optional(
            "file",
            FieldKinds.SOMETHING,
            "A file that each run writes anew in Prometheus' text format, such as metrics/weir.prom.");
    private static final Field<String> OTLP = Field.optional(
            "otlp",
            FieldKinds.SOMETHING,
            "A collector that takes OTLP over HTTP, such as http://collector:4318/v1/metrics.");

    static final Shape SHAPE = Shape.of("a profile's metrics", WorkspaceFile.PATH, FILE, OTLP);

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private MetricsReader() {}

    /** With the lineage of the same profile. */
    static Telemetry read(YamlMap metrics, Map<String, String> lineage, Environment environment, Problems problems) {
        Optional<String> file = FILE.isIn(metrics)
                ? Optional.of(environment.fill(metrics, FILE, "").strip())
                : Optional.empty();
        return new Telemetry(
                lineage, file.filter(path -> !path.isEmpty()), collector(metrics, environment, problems), List.of());
    }

    private static Optional<URI> collector(YamlMap metrics, Environment environment, Problems problems) {
        if (!OTLP.isIn(metrics)) {
            return Optional.empty();
        }
        Optional<URI> address = address(environment.fill(metrics, OTLP, "").strip());
        if (address.isPresent()) {
            return address;
        }
        problems.add(
                Code.INVALID_VALUE,
                OTLP.place(metrics),
                "metrics cannot be sent to '" + DatabaseAccess.shown(OTLP.or(metrics, "")) + "'",
                "it is the whole address of a collector, http or https, without a user",
                "write such as http://collector:4318/v1/metrics");
        return Optional.empty();
    }

    /** Empty where the text is no such address. */
    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(address -> address.getHost() != null && address.getUserInfo() == null)
                    .filter(address ->
                            SCHEMES.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
