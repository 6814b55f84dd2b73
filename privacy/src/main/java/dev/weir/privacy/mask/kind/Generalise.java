package dev.weir.privacy.mask.kind;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.DataType;
import dev.weir.contracts.text.NearestName;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskDefinition;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.kind.Generalisation.Area;
import dev.weir.privacy.mask.kind.Generalisation.Band;
import dev.weir.privacy.mask.kind.Generalisation.Bin;
import dev.weir.privacy.mask.kind.Generalisation.Parent;
import dev.weir.privacy.mask.kind.Generalisation.Period;
import dev.weir.privacy.mask.text.TextMask;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something coarser in place of each value; text.
 *
 * @param to how coarse
 */
public record Generalise(Generalisation to) implements Mask {

    private static final Parameter<Generalise, Integer> WIDTH = Parameter.<Generalise>whole(
                    "width", mask -> ((Band) mask.to).width())
            .usually(5);
    private static final Parameter<Generalise, Integer> FROM =
            Parameter.<Generalise>whole("from", mask -> ((Band) mask.to).top()).usually(90);
    private static final Parameter<Generalise, Integer> LEVELS = Parameter.<Generalise>whole(
                    "levels", mask -> ((Parent) mask.to).characters())
            .usually(3);
    private static final Parameter<Generalise, BigDecimal> BIN_WIDTH =
            Parameter.decimal("width", mask -> ((Bin) mask.to).width());

    /** By the word that stands for each. */
    private static final Map<String, Way> WAYS = ways();

    private static final Parameter<Generalise, Way> TO = new Parameter<>(
            "to", List.copyOf(WAYS.keySet()), Generalise::way, mask -> Optional.of(mask.to.word()), Optional.empty());

    public static final MaskMethod<Generalise> METHOD = new MaskMethod<>(
            "generalise",
            List.of(TO),
            mask -> requireNonNull(WAYS.get(mask.to.word())).beside(),
            written -> new Generalise(written.get(TO).made().apply(written)));

    /** @param beside parameters that it has */
    private record Way(List<Parameter<Generalise, ?>> beside, Function<MaskDefinition, Generalisation> made) {}

    private static Map<String, Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (Period.Unit unit : Period.Unit.values()) {
            plain(ways, new Period(unit));
        }
        ways.put(Band.WORD, new Way(List.of(WIDTH, FROM), written -> new Band(written.get(WIDTH), written.get(FROM))));
        for (Area.Level level : Area.Level.values()) {
            plain(ways, new Area(level));
        }
        ways.put(Parent.WORD, new Way(List.of(LEVELS), written -> new Parent(written.get(LEVELS))));
        ways.put(Bin.WORD, new Way(List.of(BIN_WIDTH), written -> new Bin(written.get(BIN_WIDTH))));
        return ways;
    }

    private static void plain(Map<String, Way> ways, Generalisation to) {
        ways.put(to.word(), new Way(List.of(), written -> to));
    }

    private static Way way(String word, MaskDefinition written) {
        Way way = WAYS.get(word);
        if (way == null) {
            throw written.refused(
                    word.isEmpty()
                            ? "The mask 'generalise' does not say to what"
                            : "Nothing is generalised to '" + word + "'",
                    "'to' is one of " + String.join(", ", WAYS.keySet()),
                    word.isEmpty() ? "add 'to'" : NearestName.remedy(word, WAYS.keySet(), "write one of those"));
        }
        return way;
    }

    @Override
    public MaskMethod<Generalise> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("many values became the same one");
    }

    @Override
    public boolean readsItsOwn() {
        return true;
    }

    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return other instanceof Generalise than && to.isAtLeastAsCoarseAs(than.to);
    }

    @Override
    public boolean takes(DataType type) {
        return to.groups().types().stream().anyMatch(taken -> taken.isInstance(type));
    }

    @Override
    public Optional<MaskMismatch> misfit(MaskTarget target) {
        return takes(target.type())
                ? Optional.empty()
                : MaskMismatch.because(
                        "of type " + target.type().display() + " is generalised to "
                                + to.groups().one(),
                        "that is for " + to.groups().said(),
                        "write another mask, or give the column another type");
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return to.open(Redaction.constant(recipe.category()));
    }

    @Override
    public String inWords() {
        return "generalise to " + to.inWords();
    }
}
