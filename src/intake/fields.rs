//! The fields that a table can have, and what people call them in English and Spanish.

use crate::letters::Party;

mod organization;

/// A field of a signature, or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name, which is that of the public form for most.
    pub name: &'static str,
    /// Who has it.
    of: Of,
    /// What people call it, the likeliest first; compared without case, accents and punctuation.
    pub(crate) synonyms: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Person,
    Organization,
    Both,
}

impl Field {
    /// Returns whether one kind of signer has it.
    pub fn is_of(&self, party: Party) -> bool {
        match self.of {
            Of::Both => true,
            Of::Person => party == Party::Person,
            Of::Organization => party == Party::Organization,
        }
    }
}

/// Returns the fields of one kind of signer.
pub fn fields(party: Party) -> Vec<&'static Field> {
    let all = organization::FIELDS.iter().chain(FIELDS);
    all.filter(|field| field.is_of(party)).collect()
}

/// The first part of a name, where a table has two.
pub(crate) const FIRST_NAME: &str = "first_name";
/// The other part.
pub(crate) const LAST_NAME: &str = "last_name";

const FIELDS: &[Field] = &[
    Field {
        name: "name",
        of: Of::Person,
        synonyms: &[
            "full name",
            "name",
            "your full name",
            "your name",
            "signer name",
            "name of signer",
            "first and last name",
            "nombre completo",
            "nombre y apellido",
            "nombre y apellidos",
            "nombres y apellidos",
            "su nombre",
            "nombre de la persona",
        ],
    },
    Field {
        name: FIRST_NAME,
        of: Of::Both,
        synonyms: &[
            "first name",
            "given name",
            "firstname",
            "forename",
            "first",
            "nombres",
            "primer nombre",
            "nombre de pila",
            "nombre",
        ],
    },
    Field {
        name: LAST_NAME,
        of: Of::Both,
        synonyms: &[
            "last name",
            "family name",
            "surname",
            "lastname",
            "last",
            "apellido",
            "apellidos",
            "primer apellido",
        ],
    },
    Field {
        name: "email",
        of: Of::Both,
        synonyms: &[
            "email address",
            "email",
            "e mail",
            "e mail address",
            "your email",
            "your email address",
            "contact email",
            "mail",
            "correo electronico",
            "correo",
            "su correo electronico",
            "direccion de correo electronico",
            "direccion de correo",
        ],
    },
    Field {
        name: "title",
        of: Of::Person,
        synonyms: &[
            "job title",
            "title",
            "your title",
            "occupation",
            "profession",
            "position",
            "puesto",
            "cargo",
            "ocupacion",
            "profesion",
        ],
    },
    Field {
        name: "affiliation",
        of: Of::Person,
        synonyms: &[
            "affiliation",
            "organization or employer",
            "organization",
            "employer",
            "organisation",
            "company",
            "institution",
            "workplace",
            "afiliacion",
            "organizacion",
            "lugar de trabajo",
            "institucion",
            "empresa",
        ],
    },
    Field {
        name: "postal_code",
        of: Of::Person,
        synonyms: &[
            "zip code",
            "zip",
            "zipcode",
            "postal code",
            "zip postal code",
            "postcode",
            "codigo postal",
            "zip postal",
            "codigo zip",
            "cp",
        ],
    },
    Field {
        name: "city",
        of: Of::Both,
        synonyms: &[
            "city",
            "town",
            "city or town",
            "city town",
            "ciudad",
            "municipio",
            "localidad",
        ],
    },
    Field {
        name: "state",
        of: Of::Both,
        synonyms: &[
            "state",
            "state or territory",
            "us state",
            "state province",
            "region",
            "province",
            "st",
            "estado",
            "estado o territorio",
            "provincia",
        ],
    },
    Field {
        name: "country",
        of: Of::Both,
        synonyms: &["country", "nation", "country region", "pais"],
    },
    Field {
        name: "listing",
        of: Of::Person,
        synonyms: &[
            "listing",
            "how should your name appear",
            "display my name",
            "display name publicly",
            "show my name",
            "may we list your name",
            "list my name",
            "public signature",
            "mostrar mi nombre",
            "como debe aparecer su nombre",
            "podemos publicar su nombre",
        ],
    },
    Field {
        name: "comment",
        of: Of::Person,
        synonyms: &[
            "comment",
            "comments",
            "message",
            "message to congress",
            "why are you signing",
            "reason for signing",
            "comentario",
            "comentarios",
            "mensaje",
            "por que firma",
        ],
    },
];
