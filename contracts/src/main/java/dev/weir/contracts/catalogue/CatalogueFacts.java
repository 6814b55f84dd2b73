package dev.weir.contracts.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a catalogue says of a product beside its name and purpose. People write each of these once: in the product's ODPS file where
 * that has a place, else in its {@code weirCatalogue}; a release keeps them as they were, and every export reads them there. What is
 * not written is empty, and nothing is made up for it.
 *
 * @param topic what it is about
 * @param uses what it is for, and what not
 * @param terms under which people get it
 * @param parties who stands behind it
 * @param health what portals of health data ask besides
 * @param lifecycle how far it is in its life
 */
public record CatalogueFacts(
        Topic topic, Uses uses, Terms terms, Parties parties, HealthFacts health, Lifecycle lifecycle) {

    /** Nothing is written. */
    public static final CatalogueFacts NONE =
            new CatalogueFacts(Topic.NONE, Uses.NONE, Terms.NONE, Parties.NONE, HealthFacts.NONE, Lifecycle.ACTIVE);

    /** Whether nothing is written. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The same with further keywords. */
    public CatalogueFacts tagged(List<String> further) {
        return new CatalogueFacts(topic.tagged(further), uses, terms, parties, health, lifecycle);
    }

    /**
     * What a product is about.
     *
     * @param keywords words to find it by: ODPS {@code tags}, then those of its output ports' contracts
     * @param themes of the EU's vocabulary of data themes
     * @param languages of its texts, as BCP 47 tags such as {@code zh}
     * @param places that its rows are about, as ISO 3166 codes such as {@code CN} or {@code CN-BJ}
     * @param period that its rows are about
     */
    public record Topic(
            List<String> keywords,
            List<DataTheme> themes,
            List<String> languages,
            List<String> places,
            Optional<Period> period) {

        static final Topic NONE = new Topic(List.of(), List.of(), List.of(), List.of(), Optional.empty());

        public Topic {
            keywords = List.copyOf(keywords);
            themes = List.copyOf(themes);
            languages = List.copyOf(languages);
            places = List.copyOf(places);
        }

        private Topic tagged(List<String> further) {
            return new Topic(
                    Stream.concat(keywords.stream(), further.stream())
                            .distinct()
                            .toList(),
                    themes,
                    languages,
                    places,
                    period);
        }
    }

    /** A time from a day to a day, both in it; a side that is empty is open. */
    public record Period(Optional<LocalDate> from, Optional<LocalDate> until) {
        public Period {
            if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
                throw new IllegalArgumentException("A period that ends on " + until.get() + ", before " + from.get());
            }
        }
    }

    /**
     * What a product is for.
     *
     * @param usage ODPS {@code description.usage}; empty where nothing is written
     * @param recommended what it is made for, a phrase each
     * @param discouraged what it should not be used for, a phrase each
     */
    public record Uses(String usage, List<String> recommended, List<String> discouraged) {

        static final Uses NONE = new Uses("", List.of(), List.of());

        public Uses {
            recommended = List.copyOf(recommended);
            discouraged = List.copyOf(discouraged);
        }
    }

    /**
     * Under which terms people get a product.
     *
     * @param licence an identifier of the SPDX licence list such as {@code CC-BY-4.0}, or the address of the terms
     * @param access how people get access, in sentences
     * @param legalBasis why it may be processed: articles such as {@code PIPL 13(1)(3)}, a text each
     * @param citation how to cite it
     */
    public record Terms(
            Optional<String> licence, Optional<String> access, List<String> legalBasis, Optional<String> citation) {

        static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        public Terms {
            legalBasis = List.copyOf(legalBasis);
        }
    }

    /**
     * Who stands behind a product.
     *
     * @param publisher who answers for it: an organisation
     * @param contacts where to ask: ODPS {@code support}
     * @param funding what paid for it: a grant or a fund, a text each
     */
    public record Parties(Optional<Publisher> publisher, List<Contact> contacts, List<String> funding) {

        static final Parties NONE = new Parties(Optional.empty(), List.of(), List.of());

        public Parties {
            contacts = List.copyOf(contacts);
            funding = List.copyOf(funding);
        }
    }

    /**
     * An organisation.
     *
     * @param homepage its address on the web
     * @param kind what it is
     */
    public record Publisher(String name, Optional<String> homepage, Optional<PublisherKind> kind) {}

    /**
     * Where people ask.
     *
     * @param channel its name
     * @param url such as {@code mailto:data@example.org}; empty where none is written
     */
    public record Contact(String channel, String url) {}
}
