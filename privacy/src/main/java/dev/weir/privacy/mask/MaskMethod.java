package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of mask as people write it: its name, what may stand beside it, and the mask that comes of both. Who reads masks and
 * who writes them goes by this table, and so do the lists of masks in messages.
 */
public final class MaskMethod<M extends Mask> {

    private final String word;
    private final List<Parameter<M, ?>> parameters;
    private final Function<M, List<Parameter<M, ?>>> beside;
    private final Function<MaskDefinition, M> made;

    /**
     * @param word its name in files
     * @param made from what is written to the mask; an {@link IllegalArgumentException} where it cannot be
     */
    public MaskMethod(String word, List<Parameter<M, ?>> parameters, Function<MaskDefinition, M> made) {
        this(word, parameters, mask -> List.of(), made);
    }

    /** @param beside parameters that only some of its masks have */
    public MaskMethod(
            String word,
            List<Parameter<M, ?>> parameters,
            Function<M, List<Parameter<M, ?>>> beside,
            Function<MaskDefinition, M> made) {
        this.word = requireNonNull(word, "word");
        this.parameters = List.copyOf(parameters);
        this.beside = requireNonNull(beside, "beside");
        this.made = requireNonNull(made, "made");
    }

    /** The name as people write it. */
    public String word() {
        return word;
    }

    /** What may stand beside the name of all of them. */
    public List<Parameter<M, ?>> parameters() {
        return parameters;
    }

    /** What it means where nothing else is said; empty where it means nothing by itself. */
    Optional<M> usual() {
        return parameters.stream().allMatch(parameter -> parameter.usual().isPresent())
                ? Optional.of(read(new MaskDefinition(new MaskChoice(word, Map.of()), Place.of("mask"))))
                : Optional.empty();
    }

    M read(MaskDefinition written) {
        M mask = made.apply(written);
        written.requireOnly(all(mask).map(Parameter::name).toList());
        return mask;
    }

    @SuppressWarnings("unchecked") // each mask names the method that makes its kind
    MaskChoice write(Mask mask) {
        M own = (M) mask;
        Map<String, String> written = new LinkedHashMap<>();
        all(own).forEach(parameter ->
                parameter.part().apply(own).ifPresent(text -> written.put(parameter.name(), text)));
        return new MaskChoice(word, written);
    }

    private Stream<Parameter<M, ?>> all(M mask) {
        return Stream.concat(parameters.stream(), beside.apply(mask).stream());
    }

    @Override
    public String toString() {
        return word;
    }
}
