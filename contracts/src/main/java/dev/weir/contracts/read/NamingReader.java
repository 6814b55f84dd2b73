package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.naming.ClassWord;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.naming.Term;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code contracts/naming.yaml}: how columns are named, and the terms that they stand for. */
final class NamingReader {

    static final String PATH = "contracts/naming.yaml";

    private static final String BOOK = "naming.yaml";
    private static final FieldKind<List<String>> WORDS = FieldKinds.listOf(FieldKinds.SOMETHING);

    private static final Field<String> ID = Field.required(
            "id",
            FieldKinds.like("^[a-z0-9][a-z0-9-]*$", "small letters, digits and '-'"),
            "By which a column cites it: naming.yaml#length-of-stay.");
    private static final Field<String> NAME = Field.required("name", FieldKinds.SOMETHING, "For people.");
    private static final Field<String> DEFINITION =
            Field.required("definition", FieldKinds.SOMETHING, "What it means, in a sentence.");
    private static final Field<List<String>> IN_NAMES =
            Field.optional("words", WORDS, "What columns' names have for it, such as los; the name when left out.");
    private static final Field<List<String>> INSTEAD_OF =
            Field.optional("insteadOf", WORDS, "What people write for it, and should not.");
    private static final Field<String> SAME_AS =
            Field.optional("sameAs", FieldKinds.address("https://loinc.org/78033-8"), "The same term in a vocabulary.");

    private static final Field<String> WORD = Field.required(
            "word",
            FieldKinds.like("^[\\p{Ll}\\p{Lo}\\p{N}]+$", "one word in small letters"),
            "What such names end in: id, date, kg.");
    private static final Field<String> TYPE = Field.optional(
            "type",
            FieldKinds.like(
                    "^(string|integer|number|decimal|boolean|date|timestamp|time|array|object)$",
                    "a type such as string, integer, number, date or timestamp"),
            "The type that such columns have.");
    private static final Field<String> UNIT =
            Field.optional("unit", FieldKinds.SOMETHING, "The unit that they have, in UCUM.");

    private static final Field<List<YamlMap>> TERMS = Field.optional(
            "terms",
            FieldKinds.objects(Shape.of("a term", BOOK, ID, NAME, DEFINITION, IN_NAMES, INSTEAD_OF, SAME_AS)),
            "The glossary.");
    private static final Field<List<YamlMap>> CLASS_WORDS = Field.optional(
            "classWords",
            FieldKinds.objects(Shape.of("a class word", BOOK, WORD, TYPE, UNIT)),
            "Words at the end of names that tell what kind of values a column has.");
    private static final Field<Boolean> ENFORCE = Field.optional(
            "enforce", FieldKinds.FLAG, "Whether a name that departs from it is wrong, and not only reported.");

    static final Shape SHAPE = Shape.of("how columns are named", BOOK, Field.SCHEMA, TERMS, CLASS_WORDS, ENFORCE);

    private NamingReader() {}

    static NamingStandard read(YamlMap file, Problems problems) {
        SHAPE.check(file, problems);
        List<Term> terms = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap term : TERMS.or(file, List.of())) {
            ID.in(term).ifPresent(id -> {
                if (ids.add(id)) {
                    terms.add(new Term(
                            id,
                            NAME.or(term, id),
                            DEFINITION.or(term, ""),
                            IN_NAMES.or(term, List.of()),
                            INSTEAD_OF.or(term, List.of()),
                            SAME_AS.in(term)));
                } else {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            ID.place(term),
                            "two terms are called '" + id + "'",
                            "a column that cites it would mean both",
                            "give one of them another id");
                }
            });
        }
        List<ClassWord> words = CLASS_WORDS.or(file, List.of()).stream()
                .flatMap(word ->
                        WORD.in(word).map(written -> new ClassWord(written, TYPE.in(word), UNIT.in(word))).stream())
                .toList();
        return new NamingStandard(terms, words, ENFORCE.or(file, false));
    }
}
