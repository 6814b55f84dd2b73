package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlEditor;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file {@code quality-rules/waivers.yaml}, to which a command may add. Comments and order stay as they are. */
public final class WaiverFile {

    public static final String PATH = "quality-rules/waivers.yaml";

    static final String BOOK = "waivers.yaml";

    static final Field<List<YamlMap>> WAIVERS = Field.optional("waivers", FieldKinds.objects(WaiverReader.SHAPE));
    static final Field<List<YamlMap>> HARMLESS = Field.optional(
            "harmless",
            FieldKinds.objects(HarmlessReader.SHAPE),
            "Columns whose values look like what identifies people, and tell nobody.");

    static final Shape SHAPE = Shape.of("the file of waivers", BOOK)
            .with(Field.SCHEMA, WAIVERS, HARMLESS)
            .further(WaiverFile::oneList, Map.of("anyOf", List.of(Shape.having(WAIVERS), Shape.having(HARMLESS))));

    private static final String HEAD = """
            # Failing rules that are accepted for a time, each with a last day and a reason.
            # The day after it the rule is in force again; 'weir waive' adds to this file.
            $schema: https://weir.dev/schemas/weir-waivers.schema.json
            """;

    private final Path file;

    public WaiverFile(Path workspace) {
        this.file = workspace.resolve(PATH);
    }

    /**
     * Adds a waiver at the end of the list; the file is replaced in one step, and made when it is not there.
     *
     * @param check reads the workspace with the new file; when it finds problems the file is as it was
     * @throws ProblemsException with those problems, or when the file cannot be written
     */
    public void add(Waiver waiver, Runnable check) {
        Optional<String> before = text();
        replace(YamlEditor.append(before.orElse(HEAD), WAIVERS.name(), item(waiver)));
        try {
            check.run();
        } catch (ProblemsException found) {
            before.ifPresentOrElse(this::replace, this::remove);
            throw found;
        }
    }

    /**
     * The waivers as they are written, whatever they mean; without {@code product} where the file names none.
     *
     * @throws ProblemsException when the file is not YAML
     */
    public List<Waiver> written() {
        Problems problems = new Problems();
        Optional<YamlNode> root =
                text().filter(text -> !text.isBlank()).flatMap(text -> YamlReader.read(text, PATH, problems));
        problems.throwIfAny();
        List<Waiver> waivers = new ArrayList<>();
        if (root.isPresent() && root.get() instanceof YamlMap map) {
            for (YamlMap node : WAIVERS.or(map, List.of())) {
                WaiverReader.UNTIL
                        .in(node)
                        .ifPresent(until -> waivers.add(new Waiver(
                                WaiverReader.PRODUCT.or(node, ""),
                                WaiverReader.RULE.or(node, ""),
                                until,
                                WaiverReader.BY.or(node, ""),
                                WaiverReader.BECAUSE.or(node, ""),
                                WaiverReader.RULE.place(node))));
            }
        }
        return waivers;
    }

    private static Map<String, String> item(Waiver waiver) {
        Map<String, String> item = new LinkedHashMap<>();
        item.put(WaiverReader.RULE.name(), waiver.rule());
        item.put(WaiverReader.PRODUCT.name(), waiver.product());
        item.put(WaiverReader.UNTIL.name(), waiver.until().toString());
        item.put(WaiverReader.BY.name(), waiver.by());
        item.put(WaiverReader.BECAUSE.name(), waiver.because());
        waiver.approvedBy().ifPresent(second -> item.put(WaiverReader.APPROVED_BY.name(), second));
        return item;
    }

    private static void oneList(YamlMap file, Problems problems) {
        if (!WAIVERS.isIn(file) && !HARMLESS.isIn(file)) {
            problems.add(
                    Code.MISSING_FIELD,
                    file.place(),
                    "the file of waivers says nothing",
                    BOOK + " has a list of waivers, or of harmless columns",
                    "add 'waivers' or 'harmless', or take the file out");
        }
    }

    private Optional<String> text() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private void replace(String text) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Files.createDirectories(target.resolveSibling("."));
            Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            PosixFileAttributeView rights = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
            if (rights != null && Files.exists(target)) {
                rights.setPermissions(Files.getPosixFilePermissions(target));
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private static ProblemsException notWritable(IOException cause) {
        Problems problems = new Problems();
        problems.add(
                Code.NOT_WRITABLE,
                Place.of(PATH),
                "the waiver cannot be written",
                cause.getClass().getSimpleName(),
                "give this user the right to write there, or add the waiver by hand");
        return new ProblemsException(problems.list(), cause);
    }
}
