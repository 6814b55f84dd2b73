package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.SparkSafeguards;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.settings.ObjectAddress;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.SourceSettings;
import dev.weir.contracts.settings.SparkSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.ContentHash;
import dev.weir.contracts.text.NearestName;
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
import java.util.regex.Pattern;

/** Reads {@code weir.yaml}: the workspace's name, its law and the chosen profile. */
public final class WorkspaceFile {

    public static final String PATH = "weir.yaml";

    private static final Field<String> WAREHOUSE = Field.optional(
            "warehouse",
            FieldKinds.SOMETHING,
            "A folder below the workspace, or a prefix of a bucket such as s3a://bucket/prefix; 'warehouse' by default.");
    private static final Field<YamlMap> CATALOGUE = Field.optional(
            "catalogue",
            FieldKinds.object(CatalogueTypes.SHAPE),
            "Where tables are found; the embedded SQLite catalogue by default.");
    private static final Field<YamlMap> TRANSPORT =
            Field.required("transport", FieldKinds.OPEN_OBJECT, "OpenLineage's own settings.");
    private static final Field<YamlMap> LINEAGE =
            Field.optional("lineage", FieldKinds.object(Shape.of("a profile's lineage", PATH, TRANSPORT)));
    private static final Field<YamlMap> METRICS = Field.optional(
            "metrics",
            FieldKinds.object(MetricsReader.SHAPE),
            "Who is given the numbers of 'weir metrics' after each run.");
    private static final Field<YamlMap> NOTICES = Field.optional(
            "notices",
            FieldKinds.entriesOf(FieldKinds.object(NoticesReader.SHAPE)),
            "Channels by which people learn of runs and of ends that are near, by names of your own.");
    private static final Field<YamlMap> STORE = Field.optional(
            "releases",
            FieldKinds.object(ReleaseStoreReader.SHAPE),
            "Where the release log lies; in the warehouse when left out.");
    private static final Field<YamlMap> KEYS = Field.optional("keys", FieldKinds.object(KeyStoreReader.SHAPE));
    private static final Field<YamlMap> SIGNING =
            Field.optional("signing", FieldKinds.object(SigningReader.SHAPE), "What releases are signed with.");
    private static final Field<List<YamlScalar>> ROOTS = Field.optional(
            "roots",
            FieldKinds.listOf(FieldKinds.WRITTEN),
            "Folders, and prefixes in buckets such as s3a://bucket/prefix, below which sources may lie besides the workspace.");
    private static final Field<YamlMap> DATABASES = Field.optional(
            "databases",
            FieldKinds.entriesOf(FieldKinds.object(DatabaseReader.SHAPE)),
            "Databases that sources are in, by the names that contracts give their servers.");
    private static final Field<YamlMap> SOURCES =
            Field.optional("sources", FieldKinds.object(Shape.of("a profile's sources", PATH, ROOTS, DATABASES)));
    private static final Field<YamlMap> SPARK =
            Field.optional("spark", FieldKinds.entriesOf(FieldKinds.SINGLE), "Further settings of Spark.");
    private static final Shape PROFILE = Shape.of(
            "a profile", PATH, WAREHOUSE, CATALOGUE, LINEAGE, METRICS, NOTICES, STORE, KEYS, SIGNING, SOURCES, SPARK);

    private static final Field<String> PACK =
            Field.required("pack", FieldKinds.SOMETHING, "The law pack, such as cn-2026-01.");
    private static final Field<String> SHA256 =
            Field.optional("sha256", DetectReader.HASH, "The hash that the pack's file must have; see 'weir law'.");
    private static final Field<String> OVERLAY = Field.optional(
            "overlay",
            FieldKinds.SOMETHING,
            "A file of the workspace that changes single entries of the pack, such as law/centre.yaml.");
    private static final Field<YamlMap> PROCESSOR =
            Field.optional("processor", FieldKinds.object(ProcessorReader.SHAPE), "Who processes the data.");

    private static final Field<ContentHash> CONTENT_HASH = Field.optional(
            "contentHash",
            FieldKinds.oneOf(ContentHash.class),
            "How rows are hashed: sha256-sum (the default), or lthash, which also resists those who may choose rows, and"
                    + " costs more.");

    private static final Field<String> WORKSPACE =
            Field.required("workspace", FieldKinds.SOMETHING, "The workspace's name.");
    private static final Field<String> DEFAULT =
            Field.optional("default", FieldKinds.SOMETHING, "The profile that is used when none is named.");
    private static final Field<String> ZONE = Field.optional(
            "defaultTimezone",
            FieldKinds.SOMETHING,
            "The IANA time zone in which SQL computes, and whose days and hours the intervals of 'weir run' are made of;"
                    + " UTC when left out.");
    private static final Field<YamlMap> PROFILES =
            Field.required("profiles", FieldKinds.entriesOf(FieldKinds.object(PROFILE)), "Places to work in, by name.");
    private static final Field<YamlMap> LAW =
            Field.required("law", FieldKinds.object(Shape.of("the law", PATH, PACK, SHA256, OVERLAY, PROCESSOR)));
    private static final Field<YamlMap> RELEASES = Field.optional(
            "releases",
            FieldKinds.object(Shape.of("a workspace's releases", PATH, CONTENT_HASH)),
            "What holds of all releases.");
    private static final Field<List<YamlMap>> DETECT = Field.optional(
            "detect",
            FieldKinds.objects(DetectReader.SHAPE),
            "Models that are asked beside the rules about who stands in a text.");

    private static final Field<YamlMap> ROLES = Field.optional(
            "roles",
            FieldKinds.object(RolesReader.SHAPE),
            "Who may waive, reveal, export, rotate, roll back and correct; everybody when left out.");

    private static final Field<YamlMap> EXPORTS = Field.optional(
            "catalogue",
            FieldKinds.object(CatalogueExportsReader.SHAPE),
            "What catalogues are given of each release; each kind of export below urn:weir: when left out.");

    public static final Shape SHAPE = Shape.of(
            "a workspace",
            PATH,
            Field.SCHEMA,
            WORKSPACE,
            DEFAULT,
            ZONE,
            PROFILES,
            LAW,
            ROLES,
            RELEASES,
            DETECT,
            EXPORTS);

    /** A scheme of two letters or more, so that no drive is taken for one. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");

    private static final String DEFAULT_WAREHOUSE = "warehouse";

    /** Secrets of object stores among Spark's settings: a profile may name a variable for one, and never the secret itself. */
    private static final Pattern STORE_SECRET =
            Pattern.compile("spark\\.hadoop\\.fs\\.s3[an]?\\..*(secret\\.key|session\\.token|encryption\\.key)");

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
            Profile profile, Optional<String> environment, Workspace.Law law, Workspace.Settings settings) {}

    /** Reads weir.yaml with the profile that was chosen; what is wrong with it is added to the problems. */
    public static Header read(
            YamlMap root, Optional<String> chosen, Map<String, String> environment, ReadContext reading) {
        Problems problems = reading.problems();
        SHAPE.check(root, problems);
        WorkspaceFile file = new WorkspaceFile(problems, new Environment(environment, problems));
        YamlMap law = LAW.or(root, new YamlMap(Map.of(), root.place()));
        Profile profile = file.profile(root, chosen);
        boolean known = PROFILES.in(root).filter(all -> all.has(profile.name())).isPresent();
        return new Header(
                profile,
                known ? Optional.of(profile.name()) : Optional.empty(),
                law(law, WORKSPACE.or(root, ""), reading),
                new Workspace.Settings(
                        WORKSPACE.or(root, ""),
                        RELEASES.in(root).flatMap(CONTENT_HASH::in).orElse(ContentHash.SHA256_SUM),
                        DetectReader.read(DETECT.or(root, List.of()), problems),
                        file.zone(root),
                        RolesReader.read(ROLES.in(root), file.environment, problems),
                        CatalogueExportsReader.read(EXPORTS.in(root), problems)));
    }

    private ZoneId zone(YamlMap root) {
        Optional<YamlScalar> written = ZONE.written(root);
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
                NearestName.remedy(
                        written.get().text(), ZoneId.getAvailableZoneIds(), "write such as Asia/Shanghai or UTC"));
        return ZoneOffset.UTC;
    }

    private static Workspace.Law law(YamlMap law, String workspace, ReadContext reading) {
        YamlMap nothing = new YamlMap(Map.of(), law.place());
        return new Workspace.Law(
                PACK.or(law, ""),
                PACK.written(law).map(YamlScalar::place).orElse(law.place()),
                SHA256.in(law),
                OVERLAY.written(law).flatMap(path -> overlay(path, reading)),
                ProcessorReader.read(PROCESSOR.or(law, nothing), workspace));
    }

    private static Optional<Workspace.LawOverlay> overlay(YamlScalar path, ReadContext reading) {
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
        YamlMap profiles = PROFILES.or(root, new YamlMap(Map.of(), root.place()));
        Set<String> names = profiles.entries().keySet();
        profiles.entries().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        Code.INVALID_VALUE,
                        entry.key(),
                        "'" + name + "' is no name of a profile",
                        "it is typed on the command line, and names the folder of the profile's pages",
                        "write letters, digits, '-', '_' and '.', a letter or a digit first");
            }
        });
        Optional<String> name = chosen.or(() -> usual(root));
        Place place = chosen.isEmpty() && DEFAULT.in(root).isPresent() ? DEFAULT.place(root) : profiles.place();
        if (name.isEmpty()) {
            if (PROFILES.in(root).isPresent()) {
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
            return profile("", new YamlMap(Map.of(), place), Profile.Storage.SITE);
        }
        Optional<YamlMap> profile = profiles.map(name.get());
        if (profile.isEmpty() && !profiles.has(name.get())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    place,
                    "there is no profile '" + name.get() + "'",
                    names.isEmpty() ? "weir.yaml states none" : "weir.yaml states " + String.join(", ", names),
                    NearestName.remedy(name.get(), names, "add it under 'profiles'"));
        }
        return profile(
                name.get(), profile.orElse(new YamlMap(Map.of(), place)), site(name.get(), usual(root), profiles));
    }

    /** The profile that holds where none is named. */
    private static Optional<String> usual(YamlMap root) {
        Set<String> names =
                PROFILES.in(root).map(YamlMap::entries).map(Map::keySet).orElse(Set.of());
        return DEFAULT.in(root).or(() -> names.size() == 1 ? names.stream().findFirst() : Optional.empty());
    }

    /** Release 3 of one warehouse is another one than release 3 of a second, and so are their pages. */
    private static String site(String name, Optional<String> usual, YamlMap profiles) {
        boolean isSecond = usual.filter(first -> !first.equals(name))
                .flatMap(profiles::map)
                .filter(first -> !WAREHOUSE.in(first).equals(profiles.map(name).flatMap(WAREHOUSE::in)))
                .isPresent();
        return isSecond ? Profile.Storage.SITE + "/" + name : Profile.Storage.SITE;
    }

    private Profile profile(String name, YamlMap profile, String site) {
        YamlMap nothing = new YamlMap(Map.of(), profile.place());
        YamlMap catalogue = CATALOGUE.or(profile, nothing);
        int before = problems.list().size();
        Profile.Storage storage = new Profile.Storage(
                environment.fill(profile, WAREHOUSE, DEFAULT_WAREHOUSE),
                ReleaseStoreReader.read(STORE.or(profile, nothing), environment, problems),
                CatalogueTypes.read(catalogue, flat(catalogue), problems),
                site);
        if (problems.list().size() == before) {
            WarehouseCheck.checkCatalogue(storage, CATALOGUE.place(profile), problems);
        }
        WarehouseCheck.check(storage, WAREHOUSE.place(profile), problems);
        return new Profile(
                name,
                storage,
                MetricsReader.read(
                                METRICS.or(profile, nothing),
                                flat(LINEAGE.in(profile).flatMap(TRANSPORT::in).orElse(nothing)),
                                environment,
                                problems)
                        .with(NoticesReader.read(NOTICES.or(profile, nothing), environment, problems)),
                KeyStoreReader.read(KEYS.or(profile, nothing), environment, problems),
                SigningReader.read(SIGNING.or(profile, nothing), environment, problems),
                spark(SPARK.or(profile, nothing)),
                sources(SOURCES.or(profile, nothing)));
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
            if (entry.value() instanceof YamlScalar written
                    && STORE_SECRET.matcher(name).matches()
                    && !DatabaseAccess.isVariable(written)) {
                problems.add(
                        Code.INVALID_VALUE,
                        entry.key(),
                        "The profile writes out '" + name + "'",
                        "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                        "take it out and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a provider or a variable; a secret"
                                + " that stood here is spent: change it");
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

    private SourceSettings sources(YamlMap sources) {
        YamlMap nothing = new YamlMap(Map.of(), sources.place());
        return new SourceSettings(
                sourceRoots(sources), DatabaseReader.read(DATABASES.or(sources, nothing), environment, problems));
    }

    private List<String> sourceRoots(YamlMap sources) {
        List<String> roots = new ArrayList<>();
        for (YamlScalar root : ROOTS.or(sources, List.of())) {
            String filled = environment.fill(root);
            Optional<String> fault = URI.matcher(filled).lookingAt() ? addressFault(filled) : Optional.empty();
            if (filled.isBlank() || fault.isPresent()) {
                problems.add(
                        Code.INVALID_VALUE,
                        root.place(),
                        "an entry of 'sources.roots' is no folder and no prefix in a bucket",
                        fault.orElse("it names where sources may lie besides the workspace"),
                        "write a path, absolute or relative to the workspace, or such as s3a://bucket/prefix");
            } else {
                roots.add(filled);
            }
        }
        return roots;
    }

    /** What keeps a URI from being a root; what it was filled with is not said. */
    private static Optional<String> addressFault(String filled) {
        return ObjectAddress.fault(filled)
                .or(() -> ObjectAddress.of(filled)
                        .filter(address -> !address.isPlain())
                        .map(pattern -> "it holds wildcards, and a root is one place"));
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
