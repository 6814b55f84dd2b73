package dev.weir.privacy.detect;

import dev.weir.privacy.detect.find.AddressFinder;
import dev.weir.privacy.detect.find.AddressedNameFinder;
import dev.weir.privacy.detect.find.DateFinder;
import dev.weir.privacy.detect.find.Finder;
import dev.weir.privacy.detect.find.MessageFinder;
import dev.weir.privacy.detect.find.NumberFinder;
import dev.weir.privacy.detect.find.PostcodeFinder;
import dev.weir.privacy.detect.find.RepeatedNameFinder;
import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.find.StreetFinder;
import dev.weir.privacy.detect.model.ModelFinder;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.detect.tag.NameTagger;
import dev.weir.privacy.detect.vocabulary.Nomenclature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what identifies a person inside longer text, Chinese or English: identity numbers, mobiles and landlines, e-mail
 * addresses, cards, plates, passports, record numbers, names, addresses, dates, network ids.
 *
 * <p>Numbers with a check digit are recognised by it; numbers without one by the words before them; names, and
 * numbers and addresses that no rule knows, by a tagger ({@link NameTagger}). Time grows with the text's length alone, whatever the text. It finds much,
 * never all: what is masked this way stays personal information.
 *
 * <p>Models that a workspace brings ({@link NameModel}) are asked beside rules and tagger.
 *
 * <p>One scanner may be used by many threads. The dictionaries (40 MB) are loaded when the first Chinese text comes.
 */
public final class TextScanner {

    private static final Finder NUMBERS = NumberFinder.of(NumberFinder.Accounts.FOUND);
    private static final List<Finder> RULES = List.of(
            NUMBERS,
            new MessageFinder(),
            new AddressedNameFinder(),
            new DateFinder(),
            new AddressFinder(),
            new StreetFinder(),
            new PostcodeFinder(),
            (text, spans) -> NameTagger.shipped().find(text, spans)); // read when it is first asked

    private static final TextScanner STANDARD = new TextScanner(List.of());

    private final List<Finder> numbers = List.of(NumberFinder.of(NumberFinder.Accounts.LEFT_OUT));
    private final List<Finder> finders;
    private final List<Finder> words;
    private final List<Finder> models;

    private TextScanner(List<NameModel> models) {
        List<Finder> all = new ArrayList<>(RULES);
        this.models = models.stream().<Finder>map(ModelFinder::of).toList();
        all.addAll(this.models);
        all.add(new RepeatedNameFinder());
        this.finders = List.copyOf(all);
        all.set(all.indexOf(NUMBERS), NumberFinder.ofPlates());
        this.words = List.copyOf(all);
    }

    /** The scanner that asks no models of a workspace. */
    public static TextScanner standard() {
        return STANDARD;
    }

    /**
     * One that asks models too.
     *
     * @throws dev.weir.contracts.ProblemsException when one of them cannot be read
     */
    public static TextScanner with(List<NameModel> models) {
        return models.isEmpty() ? STANDARD : new TextScanner(models);
    }

    /** What is found, in order and without overlaps. */
    public List<Span> find(String text) {
        FoldedText folded = FoldedText.of(text);
        return folded.original(inFolded(folded.text()));
    }

    /** The same in a folded text. */
    List<Span> inFolded(String folded) {
        return found(finders, folded);
    }

    /** The same without numbers but those of plates, for a text that has no long ones. */
    List<Span> wordsInFolded(String folded) {
        return found(words, folded);
    }

    /** Numbers alone, which cost less. */
    List<Span> numbersInFolded(String folded) {
        return found(numbers, folded);
    }

    /** The categories of what models find in a text, each once. */
    public List<String> modelled(String text) {
        return models.isEmpty()
                ? List.of()
                : found(models, FoldedText.of(text).text()).stream()
                        .map(Span::category)
                        .distinct()
                        .toList();
    }

    /** The category of a text that is, whole, what a model finds. */
    Optional<String> wholeByModel(String folded) {
        return models.isEmpty()
                ? Optional.empty()
                : found(models, folded).stream()
                        .filter(span -> span.start() == 0 && span.end() == folded.length())
                        .map(Span::category)
                        .findFirst();
    }

    private static List<Span> found(List<Finder> finders, String folded) {
        Spans spans = new Spans();
        String searched = Nomenclature.blanked(MolBlock.blanked(folded));
        for (Finder finder : finders) {
            finder.find(searched, spans);
        }
        return spans.joined();
    }

    /**
     * The text with {@code [CODE]} in the place of each span, such as {@code 电话[PHONE]}. Of a text in another coding, such as
     * base64, in which more is found once it is decoded, what was decoded.
     */
    public String redact(String text) {
        List<Span> spans = find(text);
        String source = text;
        for (String reading : EncodedText.readings(text)) {
            List<Span> more = find(reading);
            if (more.size() > spans.size()) {
                source = reading;
                spans = more;
            }
        }
        return redacted(source, spans);
    }

    private static String redacted(String text, List<Span> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int from = 0;
        for (Span span : spans) {
            redacted.append(text, from, span.start())
                    .append('[')
                    .append(span.category())
                    .append(']');
            from = span.end();
        }
        return redacted.append(text, from, text.length()).toString();
    }
}
