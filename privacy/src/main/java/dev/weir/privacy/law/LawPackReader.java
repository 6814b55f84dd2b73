package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.law.Category.DefaultMask;
import dev.weir.privacy.law.Category.Scope;
import dev.weir.privacy.law.Category.Sensitivity;
import dev.weir.privacy.mask.Mask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a law pack; every problem in it is told at once. */
final class LawPackReader {

    private static final String ID = "id";
    private static final String TITLE = "title";
    private static final String AS_OF = "asOf";
    private static final String CATEGORIES = "categories";

    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String TERM = "term";
    private static final String SCOPE = "scope";
    private static final String SENSITIVITY = "sensitivity";
    private static final String LEVEL = "level";
    private static final String ARTICLES = "articles";
    private static final String MASKS = "masks";
    private static final String NOTE = "note";

    private static final String BLOCK = "block";
    private static final String METHOD = "method";

    private final Problems problems = new Problems();
    private final YamlNodes yaml;

    private LawPackReader(String file) {
        this.yaml = new YamlNodes(file, problems);
    }

    static LawPack read(String file, String id, byte[] content) {
        LawPackReader reader = new LawPackReader(file);
        Optional<LawPack> pack = reader.pack(id, content);
        reader.problems.throwIfAny();
        return pack.orElseThrow(() -> new IllegalStateException(file + " holds no law pack, and nobody says why"));
    }

    private Optional<LawPack> pack(String id, byte[] content) {
        Node document = yaml.document(new String(content, StandardCharsets.UTF_8));
        Map<String, Node> fields = yaml.fields(document, List.of(ID, TITLE, AS_OF, CATEGORIES));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (!yaml.text(fields, ID).equals(id)) {
            yaml.invalid(document, "The pack's id is not '" + id + "'", "its file has that name", "give both one name");
        }
        Optional<LocalDate> asOf = asOf(fields);
        Map<String, Category> categories = categories(fields);
        if (!categories.containsKey(Category.NONE)) {
            yaml.invalid(
                    document,
                    "The pack has no category " + Category.NONE,
                    "columns that are not about a person need it",
                    "add it");
            return Optional.empty();
        }
        return asOf.map(day -> new LawPack(id, yaml.text(fields, TITLE), day, sha256(content), categories));
    }

    private Optional<LocalDate> asOf(Map<String, Node> fields) {
        try {
            return Optional.of(LocalDate.parse(yaml.text(fields, AS_OF)));
        } catch (DateTimeParseException e) {
            yaml.invalid(fields, AS_OF, "is a day, such as 2026-01-01");
            return Optional.empty();
        }
    }

    private Map<String, Category> categories(Map<String, Node> fields) {
        Map<String, Category> categories = new LinkedHashMap<>();
        for (Node item : yaml.items(fields, CATEGORIES)) {
            category(item).ifPresent(category -> {
                if (categories.putIfAbsent(category.code(), category) != null) {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            yaml.place(item),
                            "Category '" + category.code() + "' is there twice",
                            "a code names one category",
                            "take one out");
                }
            });
        }
        return categories;
    }

    private Optional<Category> category(Node node) {
        Map<String, Node> fields =
                yaml.fields(node, List.of(CODE, NAME, TERM, SCOPE, SENSITIVITY, LEVEL, ARTICLES, MASKS, NOTE));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<Scope> scope = yaml.choice(fields, SCOPE, Scope.class);
        Optional<Sensitivity> sensitivity = yaml.choice(fields, SENSITIVITY, Sensitivity.class);
        Optional<OptionalInt> level = level(fields);
        Optional<Map<Stage, DefaultMask>> masks = masks(fields);
        if (scope.isEmpty() || sensitivity.isEmpty() || level.isEmpty() || masks.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = new ArrayList<>();
        for (Node article : yaml.items(fields, ARTICLES)) {
            articles.add(yaml.text(article));
        }
        try {
            return Optional.of(new Category(
                    yaml.text(fields, CODE),
                    new Category.Term(yaml.text(fields, NAME), yaml.text(fields, TERM)),
                    scope.get(),
                    new Category.Standing(sensitivity.get(), level.get(), articles),
                    masks.get(),
                    yaml.text(fields, NOTE)));
        } catch (IllegalArgumentException e) {
            yaml.invalid(node, "This is not a category", String.valueOf(e.getMessage()), "put it right");
            return Optional.empty();
        }
    }

    private Optional<OptionalInt> level(Map<String, Node> fields) {
        String text = yaml.text(fields, LEVEL);
        if (text.equals("none")) {
            return Optional.of(OptionalInt.empty());
        }
        if (text.matches("[1-5]")) {
            return Optional.of(OptionalInt.of(Integer.parseInt(text)));
        }
        yaml.invalid(fields, LEVEL, "is a number from 1 to 5, or none");
        return Optional.empty();
    }

    private Optional<Map<Stage, DefaultMask>> masks(Map<String, Node> fields) {
        List<String> stages = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            stages.add(YamlNodes.word(stage));
        }
        Map<String, Node> written = yaml.fields(fields, MASKS, stages);
        Map<Stage, DefaultMask> masks = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Node node = written.get(YamlNodes.word(stage));
            if (node != null) {
                mask(node).ifPresent(mask -> masks.put(stage, mask));
            }
        }
        return masks.size() == Stage.values().length ? Optional.of(masks) : Optional.empty();
    }

    /** {@code keep}, {@code block}, or {@code { method: generalise, to: year }}. */
    private Optional<DefaultMask> mask(Node node) {
        if (yaml.isText(node)) {
            return yaml.text(node).equals(BLOCK)
                    ? Optional.of(new DefaultMask.Block())
                    : parsed(new MaskChoice(yaml.text(node), Map.of()), node);
        }
        Map<String, String> written = new LinkedHashMap<>(yaml.texts(node));
        String method = written.remove(METHOD);
        if (method == null) {
            yaml.invalid(
                    node,
                    "The mask has no method",
                    "a mask is a method's name, with or without parameters",
                    "write a word, or { method: generalise, to: year }");
            return Optional.empty();
        }
        return parsed(new MaskChoice(method, written), node);
    }

    private Optional<DefaultMask> parsed(MaskChoice choice, Node node) {
        try {
            return Optional.of(new DefaultMask.Use(Mask.parse(choice, yaml.place(node))));
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, and this one has not", e);
        }
    }
}
