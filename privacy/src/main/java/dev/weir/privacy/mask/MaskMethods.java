package dev.weir.privacy.mask;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.contract.MaskForms;
import dev.weir.contracts.text.Nearest;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The masks that there are: Weir's own, and those that others bring ({@link MaskSource}). */
public final class MaskMethods implements MaskForms {

    private static final Map<String, MaskMethod<?>> ALL = installed();

    private static Map<String, MaskMethod<?>> installed() {
        String own = MaskMethods.class.getPackageName();
        Map<String, MaskMethod<?>> methods = new LinkedHashMap<>();
        ServiceLoader.load(MaskSource.class, MaskSource.class.getClassLoader()).stream()
                .sorted(Comparator.comparing((ServiceLoader.Provider<MaskSource> source) ->
                                !source.type().getPackageName().startsWith(own))
                        .thenComparing(source -> source.type().getName()))
                .flatMap(source -> source.get().methods().stream())
                .forEach(method -> {
                    if (methods.putIfAbsent(method.word(), method) != null) {
                        throw new IllegalStateException(
                                "There are two masks '" + method.word() + "' on the class path");
                    }
                });
        return Collections.unmodifiableMap(methods);
    }

    /** All of them, in the order in which people are told of them. */
    public static Collection<MaskMethod<?>> all() {
        return ALL.values();
    }

    @Override
    public List<Form> forms() {
        return all().stream()
                .map(method -> new Form(
                        method.word(),
                        method.parameters().stream()
                                .map(parameter -> new FormParameter(
                                        parameter.name(),
                                        parameter.words(),
                                        parameter.usual().isEmpty()))
                                .toList()))
                .toList();
    }

    static Mask parse(MaskChoice choice, Place place) {
        WrittenMask written = new WrittenMask(choice, place);
        MaskMethod<?> method = ALL.get(choice.method());
        if (method == null) {
            boolean isBlock = choice.method().equals("block");
            throw written.refused(
                    "There is no mask '" + choice.method() + "'",
                    isBlock
                            ? "it is the law pack's word for data that may not go at all"
                            : "the masks are " + String.join(", ", ALL.keySet()),
                    isBlock ? "write drop" : Nearest.remedy(choice.method(), ALL.keySet(), "write one of those"));
        }
        try {
            return method.read(written);
        } catch (IllegalArgumentException e) {
            throw written.refused(
                    "The mask '" + choice.method() + "' cannot be",
                    String.valueOf(e.getMessage()),
                    "change its parameters");
        }
    }

    /** The mask that was shown so ({@link Mask#display}); empty where there is none. */
    public static Optional<Mask> shown(String display) {
        int open = display.indexOf(" (");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (open >= 0) {
            if (!display.endsWith(")")) {
                return Optional.empty();
            }
            for (String parameter :
                    display.substring(open + 2, display.length() - 1).split(", ", -1)) {
                int end = parameter.indexOf(' ');
                if (end < 0) {
                    return Optional.empty();
                }
                parameters.put(parameter.substring(0, end), parameter.substring(end + 1));
            }
        }
        try {
            return Optional.of(parse(
                    new MaskChoice(open < 0 ? display : display.substring(0, open), parameters), Place.of("mask")));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }
}
