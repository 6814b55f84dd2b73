package dev.weir.lineage.sending;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.CompositeConfig;
import io.openlineage.client.transports.TransportConfig;
import io.openlineage.client.transports.TransportResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a profile go: {@code lineage.transport} of {@code weir.yaml}; where the profile has none, the transport of
 * OpenLineage's own configuration, whose other parts count in any case ({@link EventOptions}). It is looked for as its client does: the file that {@code OPENLINEAGE_CONFIG} names, {@code openlineage.yml} in the
 * working folder, {@code .openlineage/openlineage.yml} in the home folder, then variables that begin with {@code OPENLINEAGE__}.
 * With {@code OPENLINEAGE_DISABLED=true} events go nowhere.
 */
public final class LineageSettings {

    /** OpenLineage's switch. */
    public static final String DISABLED = "OPENLINEAGE_DISABLED";

    private static final String CONFIG = "OPENLINEAGE_CONFIG";
    private static final String FILE = "openlineage.yml";
    private static final Place VARIABLES = Place.of(OfficialKeys.VARIABLES + "…");

    private final Origin origin;
    private final Place place;
    private final Path base;
    private final List<Named> transports;
    private final EventOptions options;
    private final List<Problem> passedOver;

    /** Where the settings stand. */
    public enum Origin {
        /** In the profile. */
        PROFILE,
        /** In a file of OpenLineage's. */
        FILE,
        /** In variables of OpenLineage's. */
        ENVIRONMENT,
        /** Nowhere. */
        NONE,
        /** They do not matter: {@value #DISABLED} is set. */
        DISABLED
    }

    /** One transport of the settings, by the name that its cursor has. */
    record Named(String name, String type, TransportConfig config) {}

    /** OpenLineage's own configuration. */
    private record Official(Origin origin, Place place, OpenLineageConfig<?> config, List<Problem> passedOver) {}

    private LineageSettings(
            Origin origin,
            Place place,
            Path base,
            List<Named> transports,
            EventOptions options,
            List<Problem> passedOver) {
        this.origin = origin;
        this.place = place;
        this.base = base;
        this.transports = List.copyOf(transports);
        this.options = options;
        this.passedOver = List.copyOf(passedOver);
    }

    /**
     * Reads them; opens nothing.
     *
     * @throws ProblemsException when OpenLineage's client does not know a type or a key, or a file of its own cannot be read or
     *     is named and not there
     */
    public static LineageSettings of(Workspace workspace, Map<String, String> environment) {
        Path folder = Path.of("").toAbsolutePath();
        Map<String, String> own = workspace.profile().telemetry().lineage();
        if (Boolean.parseBoolean(environment.get(DISABLED))) {
            return new LineageSettings(
                    Origin.DISABLED, Place.of(DISABLED), folder, List.of(), EventOptions.NONE, List.of());
        }
        Place profile = Place.of("weir.yaml");
        Optional<Official> official = official(environment);
        EventOptions options = official.map(found -> EventOptions.of(found.config(), environment))
                .orElse(EventOptions.NONE);
        List<Problem> passedOver = official.map(Official::passedOver).orElse(List.of());
        if (!own.isEmpty()) {
            return new LineageSettings(
                    Origin.PROFILE,
                    profile,
                    workspace.root(),
                    named(ProfileTransport.of(own, profile)),
                    options,
                    passedOver);
        }
        return official.map(found -> new LineageSettings(
                        found.origin(),
                        found.place(),
                        folder,
                        Optional.ofNullable(found.config().getTransportConfig())
                                .map(LineageSettings::named)
                                .orElse(List.of()),
                        options,
                        passedOver))
                .orElseGet(() -> new LineageSettings(Origin.NONE, profile, folder, List.of(), options, passedOver));
    }

    private static Optional<Official> official(Map<String, String> environment) {
        requireNamedFile(environment);
        Optional<Path> file = files(environment).filter(Files::exists).findFirst();
        if (file.isPresent()) {
            Place place = Place.of(file.get().toString());
            OfficialKeys keys = OfficialKeys.ofFile(file.get());
            return loaded(
                            place,
                            keys,
                            () -> OpenLineageClientUtils.<OpenLineageConfig<?>>loadOpenLineageConfigYaml(
                                    () -> List.of(file.get()), new TypeReference<>() {}))
                    .map(config -> new Official(Origin.FILE, place, config, keys.passedOver()));
        }
        if (environment.keySet().stream().noneMatch(name -> name.startsWith(OfficialKeys.VARIABLES))) {
            return Optional.empty();
        }
        OfficialKeys keys = OfficialKeys.ofVariables(environment);
        return loaded(
                        VARIABLES,
                        keys,
                        () -> OpenLineageClientUtils.<OpenLineageConfig<?>>loadOpenLineageConfigFromEnvVars(
                                new TypeReference<>() {}))
                .map(config -> new Official(Origin.ENVIRONMENT, VARIABLES, config, keys.passedOver()));
    }

    /** OpenLineage's client would look on, and send nothing without a word. */
    private static void requireNamedFile(Map<String, String> environment) {
        named(environment).filter(file -> !Files.exists(file)).ifPresent(file -> {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of(file.toString()),
                    "OpenLineage's configuration cannot be used",
                    CONFIG + " names this file, and it is not there",
                    "write the file, name another in " + CONFIG + ", or take the variable away");
        });
    }

    private static Optional<Path> named(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(CONFIG))
                .filter(file -> !file.isBlank())
                .map(Path::of);
    }

    /** In the order in which OpenLineage's client looks for them. */
    private static Stream<Path> files(Map<String, String> environment) {
        return Stream.of(
                        named(environment),
                        Optional.of(Path.of(System.getProperty("user.dir"), FILE)),
                        Optional.of(Path.of(System.getProperty("user.home"), ".openlineage", FILE)))
                .flatMap(Optional::stream);
    }

    /** Where they stand. */
    public Origin origin() {
        return origin;
    }

    /** Where they stand, for people: {@code weir.yaml}, a file, or variables. */
    public String place() {
        return place.file();
    }

    /** The names of the destinations: those of a composite transport, or else the type. */
    public List<String> names() {
        return transports.stream().map(Named::name).toList();
    }

    List<Named> transports() {
        return transports;
    }

    /** What OpenLineage's own configuration asks of events, wherever they go. */
    public EventOptions options() {
        return options;
    }

    /** What OpenLineage's client passes over in its own configuration; nothing fails of it. */
    public List<Problem> passedOver() {
        return passedOver;
    }

    /** What can be done about events for a destination that is not named here, as sentences. */
    public String remedyFor(String destination) {
        String first = switch (origin) {
            case DISABLED -> "Take " + DISABLED + " away";
            case NONE -> "Name it again in " + place() + " or in OpenLineage's own configuration";
            case PROFILE, FILE, ENVIRONMENT -> "Name it again in " + place();
        };
        return first + "; then 'weir lineage replay' sends them. 'weir lineage replay --forget " + destination
                + "' drops them.";
    }

    Place where() {
        return place;
    }

    /** Whether a place of settings has lines. */
    static boolean isFile(Place place) {
        return !place.equals(VARIABLES);
    }

    /** The folder that relative paths begin at: as everywhere in {@code weir.yaml} the workspace, or else as in OpenLineage's client. */
    Path base() {
        return base;
    }

    private interface Loading {
        @Nullable
        OpenLineageConfig<?> load();
    }

    private static Optional<OpenLineageConfig<?>> loaded(Place place, OfficialKeys keys, Loading loading) {
        try {
            return Optional.ofNullable(loading.load());
        } catch (OpenLineageClientException e) {
            throw keys.refused()
                    .map(problem -> new ProblemsException(List.of(problem)))
                    .orElseGet(() -> UnusableConfig.problem(place, e));
        }
    }

    /** A composite transport is several destinations. Of two with one name the second gets a number. */
    private static List<Named> named(TransportConfig config) {
        List<Named> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TransportConfig one : flat(config)) {
            String type = TransportResolver.resolveTransportTypeByConfigClass(one.getClass());
            String name = Optional.ofNullable(one.getName())
                    .filter(text -> !text.isBlank())
                    .orElse(type);
            String unique = name;
            for (int number = 2; !names.add(unique); number++) {
                unique = name + "-" + number;
            }
            all.add(new Named(unique, type, one));
        }
        return all;
    }

    private static List<TransportConfig> flat(TransportConfig config) {
        if (!(config instanceof CompositeConfig composite)) {
            return List.of(config);
        }
        List<TransportConfig> inner =
                Optional.ofNullable(composite.getTransports()).orElse(List.of());
        return inner.stream().flatMap(one -> flat(one).stream()).toList();
    }
}
