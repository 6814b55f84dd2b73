package dev.weir.privacy.law;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.law.Category.DefaultMask;
import dev.weir.privacy.law.Category.Scope;
import dev.weir.privacy.law.Category.Sensitivity;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one category of a law pack. */
final class CategoryReader {

    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String TERM = "term";
    private static final String SCOPE = "scope";
    private static final String SENSITIVITY = "sensitivity";
    private static final String LEVEL = "level";
    private static final String ARTICLES = "articles";
    private static final String MASKS = "masks";
    private static final String NOTE = "note";
    private static final String FORM = "form";

    private static final String BLOCK = "block";
    private static final String METHOD = "method";

    private final YamlNodes yaml;
    private final Problems problems;
    private final ProvisionsReader provisions;

    CategoryReader(YamlNodes yaml, Problems problems, ProvisionsReader provisions) {
        this.yaml = yaml;
        this.problems = problems;
        this.provisions = provisions;
    }

    Optional<Category> category(Node node) {
        Map<String, Node> fields = yaml.fields(
                node, List.of(CODE, NAME, TERM, SCOPE, SENSITIVITY, LEVEL, ARTICLES, MASKS, NOTE), List.of(FORM));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<Scope> scope = yaml.choice(fields, SCOPE, Scope.class);
        Optional<Sensitivity> sensitivity = yaml.choice(fields, SENSITIVITY, Sensitivity.class);
        Optional<OptionalInt> level = level(fields);
        Optional<Map<Destination, DefaultMask>> masks = masks(fields);
        if (scope.isEmpty() || sensitivity.isEmpty() || level.isEmpty() || masks.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = provisions.articles(fields, ARTICLES);
        Optional<IdentifierForm> form = form(fields, scope.get());
        try {
            return Optional.of(new Category(
                    yaml.text(fields, CODE),
                    new Category.Term(yaml.text(fields, NAME), yaml.text(fields, TERM)),
                    scope.get(),
                    new Category.Standing(sensitivity.get(), level.get(), articles),
                    masks.get(),
                    yaml.text(fields, NOTE),
                    form));
        } catch (IllegalArgumentException e) {
            yaml.invalid(node, "This is not a category", String.valueOf(e.getMessage()), "put it right");
            return Optional.empty();
        }
    }

    /** What is no form is among the problems. */
    private Optional<IdentifierForm> form(Map<String, Node> fields, Scope scope) {
        Node node = fields.get(FORM);
        if (node == null) {
            return Optional.empty();
        }
        String what = "'" + yaml.text(node) + "' is no form of values";
        if (scope != Scope.COLUMN) {
            yaml.invalid(node, what, "only values of columns have a form", "take it out, or write scope: column");
            return Optional.empty();
        }
        try {
            return Optional.of(new IdentifierForm(yaml.text(fields, CODE), yaml.text(node)));
        } catch (IllegalArgumentException e) {
            yaml.invalid(node, what, String.valueOf(e.getMessage()), "write one such as \"ZY[0-9]{8}\"");
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

    private Optional<Map<Destination, DefaultMask>> masks(Map<String, Node> fields) {
        List<String> stages = new ArrayList<>();
        for (Destination stage : Destination.values()) {
            stages.add(YamlNodes.word(stage));
        }
        Map<String, Node> written = yaml.fields(fields, MASKS, stages);
        Map<Destination, DefaultMask> masks = new EnumMap<>(Destination.class);
        for (Destination stage : Destination.values()) {
            Node node = written.get(YamlNodes.word(stage));
            if (node != null) {
                mask(node).ifPresent(mask -> masks.put(stage, mask));
            }
        }
        return masks.size() == Destination.values().length ? Optional.of(masks) : Optional.empty();
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
}
