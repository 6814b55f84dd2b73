package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.SparkSafeguards;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.ConstantWords;
import dev.weir.contracts.read.base.Reading;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.SparkSettings;
import dev.weir.contracts.standard.WeirFiles;
import dev.weir.contracts.text.ContentHash;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code weir.yaml}: the workspace's name, its law and the chosen profile. */
public final class WorkspaceFile {

    public static final String PATH = "weir.yaml";

    private static final String WORKSPACE = "workspace";
    private static final String DEFAULT = "default";
    private static final String PROFILES = "profiles";
    private static final String ZONE = "defaultTimezone";
    private static final String WAREHOUSE = "warehouse";
    private static final String RELEASES = "releases";
    private static final String CATALOGUE = "catalogue";
    private static final String LINEAGE = "lineage";
    private static final String TRANSPORT = "transport";
    private static final String KEYS = "keys";
    private static final String SIGNING = "signing";
    private static final String SPARK = "spark";
    private static final String SOURCES = "sources";
    private static final String ROOTS = "roots";
    private static final String CONTENT_HASH = "contentHash";
    private static final String DETECT = "detect";
    private static final String LAW = "law";
    private static final String PACK = "pack";
    private static final String SHA256 = "sha256";
    private static final String OVERLAY = "overlay";
    private static final String PROCESSOR = "processor";

    private static final String DEFAULT_WAREHOUSE = "warehouse";

    private final Problems problems;
    private final Environment environment;

    private WorkspaceFile(Problems problems, Environment environment) {
        this.problems = problems;
        this.environment = environment;
    }

    /**
     * What the file says.
     *
     * @param environment the profile's name; empty when there is no such profile
     */
    public record Header(
            String name,
            Profile profile,
            Optional<String> environment,
            Workspace.Law law,
            ContentHash contentHash,
            List<TextModel> models,
            ZoneId zone) {}

    /** Reads weir.yaml with the profile that was chosen; what is wrong with it is added to the problems. */
    public static Header read(YamlMap root, Optional<String> chosen, Map<String, String> environment, Reading reading) {
        Problems problems = reading.problems();
        WeirFiles.checkWorkspace(root, problems);
        WorkspaceFile file = new WorkspaceFile(problems, new Environment(environment, problems));
        YamlMap law = root.map(LAW).orElse(new YamlMap(Map.of(), root.place()));
        Profile profile = file.profile(root, chosen);
        boolean known =
                root.map(PROFILES).filter(all -> all.has(profile.name())).isPresent();
        return new Header(
                root.textOrEmpty(WORKSPACE),
                profile,
                known ? Optional.of(profile.name()) : Optional.empty(),
                law(law, root.textOrEmpty(WORKSPACE), reading),
                root.map(RELEASES)
                        .flatMap(releases -> ConstantWords.of(releases, CONTENT_HASH, ContentHash.class))
                        .orElse(ContentHash.SHA256_SUM),
                DetectReader.read(root.maps(DETECT), problems),
                file.zone(root));
    }

    private ZoneId zone(YamlMap root) {
        Optional<YamlScalar> written = root.text(ZONE);
        if (written.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (ZoneId.getAvailableZoneIds().contains(written.get().text())) {
            return ZoneId.of(written.get().text());
        }
        problems.add(
                Code.INVALID_VALUE,
                written.get().place(),
                "'" + ZONE + "' is '" + written.get().text() + "'",
                "it names one of the IANA time zone database",
                Nearest.remedy(
                        written.get().text(), ZoneId.getAvailableZoneIds(), "write such as Asia/Shanghai or UTC"));
        return ZoneOffset.UTC;
    }

    private static Workspace.Law law(YamlMap law, String workspace, Reading reading) {
        YamlMap nothing = new YamlMap(Map.of(), law.place());
        return new Workspace.Law(
                law.textOrEmpty(PACK),
                law.text(SHA256).map(YamlScalar::text),
                law.text(OVERLAY).flatMap(path -> overlay(path, reading)),
                ProcessorReader.read(law.map(PROCESSOR).orElse(nothing), workspace));
    }

    private static Optional<Workspace.LawOverlay> overlay(YamlScalar path, Reading reading) {
        if (!path.text().endsWith(".yaml")
                || path.text().startsWith("/")
                || path.text().contains("..")
                || path.text().contains("\\")) {
            reading.problems()
                    .add(
                            Code.INVALID_VALUE,
                            path.place(),
                            "the law's overlay is '" + path.text() + "'",
                            "it is a file of the workspace that ends in .yaml",
                            "write its path from the workspace's folder, such as law/centre.yaml");
            return Optional.empty();
        }
        if (!reading.folder().has(path.text())) {
            reading.problems()
                    .add(
                            Code.MISSING_FILE,
                            path.place(),
                            "the law's overlay '" + path.text() + "' is not there",
                            "weir.yaml names it",
                            "make it, or take 'overlay' out");
            return Optional.empty();
        }
        return reading.folder().text(path.text()).map(text -> new Workspace.LawOverlay(text.file(), text.text()));
    }

    private Profile profile(YamlMap root, Optional<String> chosen) {
        YamlMap profiles = root.map(PROFILES).orElse(new YamlMap(Map.of(), root.place()));
        Set<String> names = profiles.entries().keySet();
        Optional<String> name = chosen;
        Place place = profiles.place();
        if (name.isEmpty() && root.text(DEFAULT).isPresent()) {
            name = Optional.of(root.textOrEmpty(DEFAULT));
            place = root.placeOf(DEFAULT);
        }
        if (name.isEmpty() && names.size() == 1) {
            name = Optional.of(names.iterator().next());
        }
        if (name.isEmpty()) {
            if (root.map(PROFILES).isPresent()) {
                problems.add(
                        Code.MISSING_FIELD,
                        place,
                        "no profile is chosen",
                        names.isEmpty()
                                ? "weir.yaml states none"
                                : "weir.yaml states " + String.join(", ", names) + " and no 'default'",
                        names.isEmpty()
                                ? "add a profile"
                                : "add 'default: " + names.iterator().next() + "'");
            }
            return profile("", new YamlMap(Map.of(), place));
        }
        Optional<YamlMap> profile = profiles.map(name.get());
        if (profile.isEmpty() && !profiles.has(name.get())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    place,
                    "there is no profile '" + name.get() + "'",
                    names.isEmpty() ? "weir.yaml states none" : "weir.yaml states " + String.join(", ", names),
                    Nearest.remedy(name.get(), names, "add it under 'profiles'"));
        }
        return profile(name.get(), profile.orElse(new YamlMap(Map.of(), place)));
    }

    private Profile profile(String name, YamlMap profile) {
        YamlMap nothing = new YamlMap(Map.of(), profile.place());
        YamlMap keys = profile.map(KEYS).orElse(nothing);
        YamlMap catalogue = profile.map(CATALOGUE).orElse(nothing);
        return new Profile(
                name,
                new Profile.Storage(
                        value(profile, WAREHOUSE, DEFAULT_WAREHOUSE),
                        ReleaseStoreReader.read(profile.map(RELEASES).orElse(nothing), environment, problems),
                        CatalogueTypes.read(catalogue, flat(catalogue), problems)),
                flat(profile.map(LINEAGE)
                        .flatMap(lineage -> lineage.map(TRANSPORT))
                        .orElse(nothing)),
                KeyStoreReader.read(keys, environment, problems),
                SigningReader.read(profile.map(SIGNING).orElse(nothing), environment, problems),
                spark(profile.map(SPARK).orElse(nothing)),
                sourceRoots(profile.map(SOURCES).orElse(nothing)));
    }

    private Map<String, String> spark(YamlMap map) {
        Map<String, String> values = flat(map);
        refuse("", map, values);
        return values;
    }

    private void refuse(String prefix, YamlMap map, Map<String, String> values) {
        map.entries().forEach((key, entry) -> {
            String name = prefix + key;
            if (entry.value() instanceof YamlMap nested) {
                refuse(name + ".", nested, values);
                return;
            }
            SparkSafeguards.refusal(name, values.getOrDefault(name, ""))
                    .or(() -> SparkSettings.refusal(name))
                    .ifPresent(refusal -> problems.add(
                            Code.INVALID_VALUE,
                            entry.key(),
                            "The profile sets '" + name + "' under 'spark'",
                            refusal.why(),
                            refusal.remedy()));
        });
    }

    private List<String> sourceRoots(YamlMap sources) {
        List<String> roots = new ArrayList<>();
        for (YamlScalar root : sources.scalars(ROOTS)) {
            String filled = environment.fill(root);
            if (filled.isBlank() || filled.contains("://")) {
                problems.add(
                        Code.INVALID_VALUE,
                        root.place(),
                        "an entry of 'sources.roots' is no folder",
                        "it names a local folder below which sources may lie; remote stores need none",
                        "write a path, absolute or relative to the workspace");
            } else {
                roots.add(filled);
            }
        }
        return roots;
    }

    private String value(YamlMap map, String key, String otherwise) {
        return environment.fill(map, key, otherwise);
    }

    private Map<String, String> flat(YamlMap map) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", map, values);
        return values;
    }

    /** Nested keys are joined by dots, as OpenLineage's and Spark's own settings have them. */
    private void flatten(String prefix, YamlMap map, Map<String, String> values) {
        map.entries().forEach((key, entry) -> {
            YamlNode value = entry.value();
            if (value instanceof YamlMap nested) {
                flatten(prefix + key + ".", nested, values);
            } else if (value instanceof YamlScalar scalar) {
                values.put(prefix + key, scalar.sort() == YamlScalar.Sort.NULL ? "" : environment.fill(scalar));
            } else {
                problems.add(
                        Code.INVALID_VALUE,
                        value.place(),
                        "'" + key + "' is a list",
                        "settings are single values",
                        "write one text, with commas where the setting takes several");
            }
        });
    }
}
