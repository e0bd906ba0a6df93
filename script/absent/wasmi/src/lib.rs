//! In place of `wasmi`: no module can be loaded. Whatever would come of one has no values, so that the compiler leaves out what Typst does
//! with it.

#![forbid(unsafe_code)]

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

/// Why nothing runs.
#[derive(Debug)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plugins are left out")
    }
}

#[derive(Default)]
pub struct Config;

impl Config {
    pub fn wasm_relaxed_simd(&mut self, _: bool) -> &mut Self {
        self
    }
}

pub struct Engine;

impl Engine {
    pub fn new(_: &Config) -> Self {
        Self
    }
}

pub struct Module(Infallible);

impl Module {
    /// Refuses every module.
    pub fn new(_: &Engine, _: &[u8]) -> Result<Self, Error> {
        Err(Error)
    }

    pub fn get_export(&self, _: &str) -> Option<ExternType> {
        match self.0 {}
    }

    pub fn exports(&self) -> std::iter::Empty<ExportType> {
        match self.0 {}
    }
}

pub struct ExportType(Infallible);

impl ExportType {
    pub fn ty(&self) -> ExternType {
        match self.0 {}
    }

    pub fn name(&self) -> &str {
        match self.0 {}
    }
}

pub enum ExternType {
    Memory(Infallible),
    Func(Infallible),
}

pub struct Linker<T> {
    engine: Engine,
    data: PhantomData<fn(T)>,
}

impl<T> Linker<T> {
    pub fn new(_: &Engine) -> Self {
        Self {
            engine: Engine,
            data: PhantomData,
        }
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Takes every function: none is called.
    pub fn func_wrap<F: Function<T, A>, A>(&mut self, _: &str, _: &str, _: F) -> Result<&mut Self, Error> {
        Ok(self)
    }

    pub fn instantiate_and_start(&self, _: &mut Store<T>, module: &Module) -> Result<Instance, Error> {
        match module.0 {}
    }
}

/// A function that a module could call.
pub trait Function<T, A> {}

impl<T, F: Fn(Caller<'_, T>, u32)> Function<T, (u32,)> for F {}
impl<T, F: Fn(Caller<'_, T>, u32, u32)> Function<T, (u32, u32)> for F {}

pub struct Store<T>(T);

impl<T> Store<T> {
    pub fn new(_: &Engine, data: T) -> Self {
        Self(data)
    }

    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

pub struct Caller<'a, T> {
    never: Infallible,
    data: PhantomData<&'a mut T>,
}

impl<T> Caller<'_, T> {
    pub fn get_export(&self, _: &str) -> Option<Extern> {
        match self.never {}
    }

    pub fn data_mut(&mut self) -> &mut T {
        match self.never {}
    }
}

pub struct Instance(Infallible);

impl Instance {
    pub fn get_export<T>(&self, _: &Store<T>, _: &str) -> Option<Extern> {
        match self.0 {}
    }
}

pub struct Extern(Infallible);

impl Extern {
    pub fn into_func(self) -> Option<Func> {
        match self.0 {}
    }

    pub fn into_memory(self) -> Option<Memory> {
        match self.0 {}
    }
}

pub struct Func(Infallible);

impl Func {
    pub fn ty<T>(&self, _: &Store<T>) -> FuncType {
        match self.0 {}
    }

    pub fn call<T>(&self, _: &mut Store<T>, _: &[Val], _: &mut [Val]) -> Result<(), Error> {
        match self.0 {}
    }
}

pub struct FuncType(Infallible);

impl FuncType {
    pub fn params(&self) -> &[ValType] {
        match self.0 {}
    }

    pub fn results(&self) -> &[ValType] {
        match self.0 {}
    }
}

#[derive(Clone, Copy, PartialEq)]
pub enum ValType {
    I32,
    Other,
}

pub enum Val {
    I32(i32),
    Other,
}

pub struct Memory(Infallible);

impl Memory {
    pub fn size<C>(&self, _: C) -> u64 {
        match self.0 {}
    }

    pub fn grow<C>(&self, _: C, _: u64) -> Result<u64, Error> {
        match self.0 {}
    }

    pub fn data<C>(&self, _: C) -> &[u8] {
        match self.0 {}
    }

    pub fn data_mut<C>(&self, _: C) -> &mut [u8] {
        match self.0 {}
    }

    pub fn read<C>(&self, _: C, _: usize, _: &mut [u8]) -> Result<(), Error> {
        match self.0 {}
    }

    pub fn write<C>(&self, _: C, _: usize, _: &[u8]) -> Result<(), Error> {
        match self.0 {}
    }
}
