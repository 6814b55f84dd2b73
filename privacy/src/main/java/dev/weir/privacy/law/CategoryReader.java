package dev.weir.privacy.law;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.law.Category.DefaultMask;
import dev.weir.privacy.law.Category.Scope;
import dev.weir.privacy.law.Category.Sensitivity;
import dev.weir.privacy.mask.Mask;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one category of a law pack. */
final class CategoryReader {

    static final Field<String> CODE = Field.required("code", ProvisionsReader.WORD);
    static final Field<Sensitivity> SENSITIVITY = Field.required("sensitivity", FieldKinds.oneOf(Sensitivity.class));
    private static final Field<String> NAME = Field.required("name", ProvisionsReader.WORD);
    private static final Field<String> TERM = Field.required("term", ProvisionsReader.WORD);
    private static final Field<Scope> SCOPE = Field.required("scope", FieldKinds.oneOf(Scope.class));
    private static final Field<OptionalInt> LEVEL =
            Field.required("level", FieldKinds.parsed("a number from 1 to 5, or none", CategoryReader::level));
    private static final Field<YamlScalar> FORM = Field.optional("form", FieldKinds.SCALAR);

    /** {@code keep}, {@code block}, or {@code { method: generalise, to: year }}. */
    private static final FieldKind<YamlNode> MASK =
            FieldKinds.either(FieldKinds.SCALAR, FieldKinds.entriesOf(FieldKinds.SCALAR));

    private static final Map<Destination, Field<YamlNode>> STAGES = stages();
    private static final Shape ALL_STAGES = Shape.of(
            "the masks of a category", ProvisionsReader.BOOK, STAGES.values().toArray(Field<?>[]::new));
    static final Field<YamlMap> MASKS = Field.required("masks", FieldKinds.object(ALL_STAGES));

    static final Shape SHAPE = Shape.of("a category", ProvisionsReader.BOOK)
            .with(CODE, NAME, TERM, SCOPE, SENSITIVITY, LEVEL, ProvisionsReader.ARTICLES, MASKS)
            .with(ProvisionsReader.NOTE, FORM);

    private static final String BLOCK = "block";
    private static final String METHOD = "method";

    private final Problems problems;
    private final ProvisionsReader provisions;

    CategoryReader(Problems problems, ProvisionsReader provisions) {
        this.problems = problems;
        this.provisions = provisions;
    }

    private static Map<Destination, Field<YamlNode>> stages() {
        Map<Destination, Field<YamlNode>> stages = new EnumMap<>(Destination.class);
        for (Destination stage : Destination.values()) {
            stages.put(stage, Field.required(FieldKinds.word(stage), MASK));
        }
        return stages;
    }

    Optional<Category> category(YamlMap map) {
        Map<Destination, DefaultMask> masks = masks(MASKS.of(map));
        if (masks.size() < STAGES.size()) {
            return Optional.empty(); // which has been reported
        }
        List<String> articles = provisions.articles(map);
        Optional<IdentifierForm> form = form(map);
        try {
            return Optional.of(new Category(
                    CODE.of(map),
                    new Category.Term(NAME.of(map), TERM.of(map)),
                    SCOPE.of(map),
                    new Category.Standing(SENSITIVITY.of(map), LEVEL.of(map), articles),
                    masks,
                    ProvisionsReader.NOTE.of(map),
                    form));
        } catch (IllegalArgumentException e) {
            provisions.invalid(map.place(), "This is not a category", String.valueOf(e.getMessage()), "put it right");
            return Optional.empty();
        }
    }

    /** What is no form is among the problems. */
    private Optional<IdentifierForm> form(YamlMap map) {
        if (!FORM.isIn(map)) {
            return Optional.empty();
        }
        YamlScalar form = FORM.of(map);
        String what = "'" + form.text() + "' is no form of values";
        if (SCOPE.of(map) != Scope.COLUMN) {
            provisions.invalid(
                    form.place(), what, "only values of columns have a form", "take it out, or write scope: column");
            return Optional.empty();
        }
        try {
            return Optional.of(new IdentifierForm(CODE.of(map), form.text()));
        } catch (IllegalArgumentException e) {
            provisions.invalid(form.place(), what, String.valueOf(e.getMessage()), "write one such as \"ZY[0-9]{8}\"");
            return Optional.empty();
        }
    }

    private static Optional<OptionalInt> level(String text) {
        if (text.equals("none")) {
            return Optional.of(OptionalInt.empty());
        }
        return text.matches("[1-5]") ? Optional.of(OptionalInt.of(Integer.parseInt(text))) : Optional.empty();
    }

    private Map<Destination, DefaultMask> masks(YamlMap written) {
        Map<Destination, DefaultMask> masks = new EnumMap<>(Destination.class);
        STAGES.forEach(
                (stage, field) -> field.in(written).flatMap(this::mask).ifPresent(mask -> masks.put(stage, mask)));
        return masks;
    }

    private Optional<DefaultMask> mask(YamlNode node) {
        if (node instanceof YamlScalar word) {
            return word.text().equals(BLOCK)
                    ? Optional.of(new DefaultMask.Block())
                    : parsed(new MaskChoice(word.text(), Map.of()), node);
        }
        Map<String, String> written = new LinkedHashMap<>();
        if (node instanceof YamlMap map) {
            map.entries()
                    .keySet()
                    .forEach(key -> map.get(key)
                            .flatMap(ProvisionsReader.WORD.value())
                            .ifPresent(value -> written.put(key, value)));
        }
        String method = written.remove(METHOD);
        if (method == null) {
            provisions.invalid(
                    node.place(),
                    "The mask has no method",
                    "a mask is a method's name, with or without parameters",
                    "write a word, or { method: generalise, to: year }");
            return Optional.empty();
        }
        return parsed(new MaskChoice(method, written), node);
    }

    private Optional<DefaultMask> parsed(MaskChoice choice, YamlNode node) {
        try {
            return Optional.of(new DefaultMask.Use(Mask.parse(choice, node.place())));
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
    }
}
