package dev.weir.lineage.sending;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.contracts.yaml.YamlScalar;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.CompositeConfig;
import io.openlineage.client.transports.FacetsConfig;
import io.openlineage.client.transports.TransformConfig;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is written in OpenLineage's own configuration, key by key, beside what its client knows. The client passes over most of what it
 * does not know without a word, and has no line for the rest. No message has a value: it may be a secret.
 */
final class OfficialKeys {

    /** What variables of OpenLineage's begin with. */
    static final String VARIABLES = "OPENLINEAGE__";

    private static final String DISABLED = "disabled";
    private static final List<String> ANSWERS = List.of("true", "false");
    private static final String LEVELS = "__";
    private static final String UNUSABLE = "OpenLineage's configuration cannot be used";

    private final ObjectMapper mapper = OpenLineageClientUtils.newObjectMapper();
    private final DeserializationConfig client = mapper.getDeserializationConfig();
    private final List<Problem> passedOver = new ArrayList<>();
    private final List<Problem> refused = new ArrayList<>();

    private OfficialKeys() {}

    /** Those of a file; none where it cannot be read, which the client reports. */
    static OfficialKeys ofFile(Path file) {
        OfficialKeys keys = new OfficialKeys();
        try {
            Problems problems = new Problems();
            Optional<YamlNode> root = YamlReader.read(Files.readString(file), file.toString(), problems);
            root.ifPresent(keys::checkAll);
            problems.list().forEach(keys::add);
        } catch (IOException e) {
            return keys;
        }
        return keys;
    }

    /** Those of variables: two underscores stand between levels, and the names of levels have no capitals. */
    static OfficialKeys ofVariables(Map<String, String> environment) {
        OfficialKeys keys = new OfficialKeys();
        YamlMap root = new YamlMap(Map.of(), Place.of(VARIABLES));
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (variable.getKey().startsWith(VARIABLES)) {
                List<String> path = Arrays.stream(
                                variable.getKey().substring(VARIABLES.length()).split(LEVELS, -1))
                        .map(OfficialKeys::camelCase)
                        .toList();
                root = with(root, path, value(variable.getKey(), variable.getValue()));
            }
        }
        keys.checkAll(root);
        return keys;
    }

    private static String camelCase(String level) {
        String[] words = level.toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** A variable may have a whole section, in JSON. */
    private static YamlNode value(String variable, String text) {
        return Optional.of(text)
                .filter(json -> json.strip().startsWith("{") || json.strip().startsWith("["))
                .flatMap(json -> YamlReader.read(json, variable, new Problems()))
                .orElseGet(() -> new YamlScalar(
                        text,
                        YamlScalar.Sort.TEXT,
                        Place.of(variable),
                        new YamlScalar.Inside(0, 0, YamlScalar.Lines.ELSEWHERE)));
    }

    private static YamlMap with(YamlMap map, List<String> path, YamlNode value) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        String key = path.get(0);
        List<String> rest = path.subList(1, path.size());
        Place place = Place.of(value.place().file());
        YamlMap below = map.map(key).orElseGet(() -> new YamlMap(Map.of(), place));
        YamlNode here = value;
        if (!rest.isEmpty()) {
            here = with(below, rest, value);
        } else if (value instanceof YamlMap section) {
            Map<String, YamlMap.Entry> all = new LinkedHashMap<>(section.entries());
            all.putAll(below.entries());
            here = new YamlMap(all, place);
        }
        entries.put(key, new YamlMap.Entry(map.has(key) ? map.placeOfKey(key) : place, here));
        return new YamlMap(entries, map.place());
    }

    /** What the client passes over, in the order of the file; nothing fails of it. */
    List<Problem> passedOver() {
        return passedOver.stream()
                .sorted(Comparator.<Problem, Integer>comparing(
                                problem -> problem.place().line())
                        .thenComparing(problem -> problem.place().column()))
                .toList();
    }

    /** Why the client cannot use it, where it is known. */
    Optional<Problem> refused() {
        return refused.stream().findFirst();
    }

    /** A sentence of the reader may have a word of the file. */
    private void add(Problem problem) {
        if (problem.code() == Code.DUPLICATE_NAME) {
            passedOver.add(problem);
        } else {
            refused.add(new Problem(
                    Code.SYNTAX, problem.place(), UNUSABLE, "it is not YAML that can be read", problem.remedy()));
        }
    }

    // --- the walk --------------------------------------------------------------------------------------------------

    private void checkAll(YamlNode root) {
        check(root, mapper.constructType(OpenLineageConfig.class), new Spot("", false));
    }

    /**
     * Where the walk is.
     *
     * @param path of keys, with dots between them
     * @param isStrict whether the client refuses what it does not know here
     */
    private record Spot(String path, boolean isStrict) {

        Spot below(String key, boolean isStricter) {
            return new Spot(path.isEmpty() ? key : path + "." + key, isStrict || isStricter);
        }
    }

    private void check(YamlNode node, @Nullable JavaType type, Spot spot) {
        if (type == null) {
            return;
        }
        if (node instanceof YamlMap map && type.isContainerType()) {
            map.entries().forEach((key, entry) -> check(entry.value(), type.getContentType(), spot.below(key, false)));
        } else if (node instanceof YamlMap map) {
            section(map, type, spot);
        } else if (node instanceof YamlList list) {
            for (int item = 0; item < list.items().size(); item++) {
                check(list.items().get(item), type.getContentType(), spot.below(String.valueOf(item + 1), false));
            }
        }
    }

    private void section(YamlMap map, JavaType declared, Spot spot) {
        Optional<TypeDeserializer> types = types(declared);
        Optional<JavaType> type = types.isEmpty()
                ? Optional.of(declared)
                : types.flatMap(resolver -> named(map, resolver, declared, spot));
        if (type.isEmpty() || type.get().getRawClass().getName().startsWith("java.")) {
            return;
        }
        BeanDescription section = client.introspect(type.get());
        Map<String, BeanPropertyDefinition> known = new TreeMap<>();
        section.findProperties().forEach(property -> known.put(property.getName(), property));
        if (FacetsConfig.class.isAssignableFrom(type.get().getRawClass())) {
            map.entries().forEach((key, entry) -> {
                if (!known.containsKey(key)) {
                    facet(entry, spot.below(key, false));
                }
            });
            return;
        }
        if (section.findAnySetterAccessor() != null) {
            return;
        }
        boolean isOfOthers = CompositeConfig.class.isAssignableFrom(type.get().getRawClass())
                || TransformConfig.class.isAssignableFrom(type.get().getRawClass());
        map.entries().forEach((key, entry) -> {
            BeanPropertyDefinition property = known.get(key);
            if (property != null) {
                check(entry.value(), type(property), spot.below(key, isOfOthers));
            } else if (types.filter(resolver -> key.equals(resolver.getPropertyName()))
                    .isEmpty()) {
                unknown(entry.key(), key, known, spot);
            }
        });
    }

    /** A facet by its name, whose parts may stand in levels of their own: it has 'disabled', true or false, and nothing else. */
    private void facet(YamlMap.Entry written, Spot spot) {
        if (!(written.value() instanceof YamlMap facet)) {
            passedOver(written.key(), spot, "write 'disabled: true' below the facet's name, or take the key out");
            return;
        }
        facet.entries().forEach((key, entry) -> {
            Spot below = spot.below(key, false);
            if (!key.equals(DISABLED)) {
                facet(entry, below);
            } else if (!isAnswer(entry.value())) {
                passedOver(entry.key(), below, "write true or false");
            }
        });
    }

    /** A variable has a text. */
    private static boolean isAnswer(YamlNode value) {
        return value instanceof YamlScalar scalar
                && (scalar.sort() == YamlScalar.Sort.FLAG || ANSWERS.contains(scalar.text()));
    }

    private void passedOver(Place place, Spot spot, String remedy) {
        passedOver.add(new Problem(
                Code.UNKNOWN_FIELD,
                place,
                "OpenLineage's client makes nothing of the key '" + spot.path() + "'",
                "a facet is switched off by 'disabled' alone, and is sent here",
                remedy));
    }

    private Optional<TypeDeserializer> types(JavaType declared) {
        try {
            return Optional.ofNullable(client.findTypeDeserializer(declared));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The class that the client has for what a section calls its type. */
    private Optional<JavaType> named(YamlMap map, TypeDeserializer types, JavaType declared, Spot spot) {
        String key = types.getPropertyName();
        if (!map.has(key)) {
            return Optional.empty();
        }
        Optional<JavaType> type = map.scalar(key).flatMap(name -> resolved(types, name.text()));
        if (type.isEmpty()) {
            refused.add(new Problem(
                    Code.INVALID_VALUE,
                    map.placeOf(key),
                    UNUSABLE,
                    "OpenLineage's client knows no such type as '"
                            + spot.below(key, false).path() + "' has",
                    declared.isTypeOrSubTypeOf(TransportConfig.class)
                            ? "write one of " + transports() + ", or put the jar that has the type on WEIR_CLASSPATH"
                            : "compare it with OpenLineage's page of its configuration"));
        }
        return type;
    }

    private Optional<JavaType> resolved(TypeDeserializer types, String name) {
        try {
            return Optional.ofNullable(
                    types.getTypeIdResolver().typeFromId(mapper.getSerializerProviderInstance(), name));
        } catch (IOException | RuntimeException e) { // each kind of section has its own way to refuse a name
            return Optional.empty();
        }
    }

    private static String transports() {
        return InstalledPlugins.all(TransportBuilder.class, "a lineage transport").stream()
                .map(builder -> "'" + builder.getType() + "'")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A constructor may take an object of any kind where the getter has the true one. */
    private static JavaType type(BeanPropertyDefinition property) {
        return property.getGetter() == null
                ? property.getPrimaryType()
                : property.getGetter().getType();
    }

    private void unknown(Place place, String key, Map<String, BeanPropertyDefinition> known, Spot spot) {
        (spot.isStrict() ? refused : passedOver)
                .add(new Problem(
                        Code.UNKNOWN_FIELD,
                        place,
                        "OpenLineage's client does not know the key '"
                                + spot.below(key, false).path() + "'",
                        spot.isStrict()
                                ? "it refuses such a key where one transport is within another"
                                : "it passes over the key and what the key says",
                        NearestName.to(key, known.keySet())
                                .map(near -> "write '" + near + "', which it knows, or take the key out")
                                .orElse("compare it with OpenLineage's page of its configuration, or take it out")));
    }
}
