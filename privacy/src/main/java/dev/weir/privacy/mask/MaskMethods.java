package dev.weir.privacy.mask;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.port.PluginClass;
import dev.weir.contracts.read.contract.MaskForms;
import dev.weir.contracts.text.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The masks that there are: Weir's own, and those that others bring ({@link MaskSource}). */
public final class MaskMethods implements MaskForms {

    private static @Nullable Map<String, Found> installed;

    /** A method, and who brings it. */
    record Found(MaskMethod<?> method, MaskSource source) {
        String word() {
            return method.word();
        }

        Optional<PluginClass> owner() {
            return PluginClass.of(source.getClass(), MaskSource.class);
        }
    }

    /**
     * Those of the given sources, Weir's own first.
     *
     * @throws ProblemsException C014 when one cannot say its masks or has no name, C005 when two have one name
     */
    static Map<String, Found> of(List<MaskSource> sources) {
        List<Found> all = new ArrayList<>();
        sources.stream()
                .sorted(Comparator.comparing((MaskSource source) -> PluginClass.of(source.getClass(), MaskSource.class)
                                .isPresent())
                        .thenComparing(source -> source.getClass().getName()))
                .forEach(source -> InstalledPlugins.said(
                                MaskSource.class, "a mask", source, "methods()", MaskSource::methods)
                        .forEach(method -> all.add(new Found(method, source))));
        return Collections.unmodifiableMap(
                InstalledPlugins.named(MaskSource.class, "masks", all, Found::word, Found::source));
    }

    private static synchronized Map<String, Found> installed() {
        if (installed == null) {
            installed = of(InstalledPlugins.all(MaskSource.class, "a mask"));
        }
        return installed;
    }

    /** Whose a mask is; empty where it is Weir's own. */
    public static Optional<PluginClass> owner(MaskMethod<?> method) {
        return Optional.ofNullable(installed().get(method.word())).flatMap(Found::owner);
    }

    /**
     * All of them, in the order in which messages list them.
     *
     * @throws ProblemsException C014 when one on the class path cannot be used, C005 when two have one name
     */
    public static List<MaskMethod<?>> all() {
        return installed().values().stream().<MaskMethod<?>>map(Found::method).toList();
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
        MaskDefinition written = new MaskDefinition(choice, place);
        Map<String, Found> known = installed();
        Found method = known.get(choice.method());
        if (method == null) {
            boolean isBlock = choice.method().equals("block");
            throw written.refused(
                    "There is no mask '" + choice.method() + "'",
                    isBlock
                            ? "it is the law pack's word for data that may not go at all"
                            : "the masks are " + String.join(", ", known.keySet()),
                    isBlock
                            ? "write drop"
                            : NearestName.remedy(
                                    choice.method(), known.keySet(), InstalledPlugins.writeOneOf("those", "a mask")));
        }
        try {
            return method.method().read(written);
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
